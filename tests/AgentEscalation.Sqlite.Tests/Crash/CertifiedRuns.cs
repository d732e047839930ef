using System.Diagnostics;
using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Sqlite.Tests.Crash;

/// <summary>A case file, users' folders and a log of what was really done, and the rules that have to hold for them in the end.</summary>
internal sealed class CertifiedRuns : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crash-");

    public string Database => Path.Combine(_folder.FullName, "cases.db");

    private string LogFile => Path.Combine(_folder.FullName, "log");

    /// <summary>Makes a user's folder for a case.</summary>
    public string Spec(int level, string key)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder.FullName, key)).FullName;
        for (var i = 0; i < 4; i++)
        {
            File.WriteAllText(Path.Combine(root, $"f{i}"), Original);
        }

        File.WriteAllText(Path.Combine(root, "untouched"), "u");
        return $"{level}:{key}:{root}";
    }

    public Process Start(int killAt, string late, int inFlight, int minutes, params IEnumerable<string> specs)
    {
        string[] args = ["cases", Database, Path.Combine(_folder.FullName, "scratch"), LogFile, Text(killAt), Text(minutes), late, Text(inFlight), .. specs];
        return Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AgentEscalation.Crash.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TieredCompilation"] = "1", ["DOTNET_gcServer"] = "0" },
        })!;
    }

    /// <summary>Between the kill and the next start: every file is old or new, never in between.</summary>
    public IEnumerable<string> TornFiles(string key) => Directory.EnumerateFiles(Path.Combine(_folder.FullName, key), "f*")
        .Where(f => File.ReadAllText(f) is var text && text != Original && text != Final)
        .Select(f => $"{f} is torn");

    /// <summary>What does not hold; empty is good.</summary>
    public async Task<List<string>> BrokenAsync(IEnumerable<(string Key, int Level, bool Folder)> cases)
    {
        var broken = new List<string>();
        await using var journal = new SqliteJournal($"Data Source={Database}");
        var log = Directory.EnumerateFiles(_folder.FullName, "log.*").SelectMany(File.ReadAllLines).Select(l => l.Split(' ')).ToLookup(l => l[1], StringComparer.Ordinal);
        foreach (var (key, level, folder) in cases)
        {
            var events = await journal.ReadAsync(IdSource.Of(key), CancellationToken.None);
            broken.AddRange(OfEvents(key, level, [.. events]).Concat(OfWork(key, log[key], [.. events])));
            broken.AddRange(folder ? OfFolder(key) : []);
        }

        return broken;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Original => string.Concat(Enumerable.Repeat("original\n", 300));

    private static string Final => string.Concat(Enumerable.Repeat("right\n", 500));

    private static IEnumerable<string> OfEvents(string key, int level, CaseEvent[] events)
    {
        var state = default(CaseState);
        var highest = Level.None;
        foreach (var e in events)
        {
            if (!state.Apply(e) && e is not Resumed)
            {
                yield return $"{key}: event {state.Version} ({e.GetType().Name}) does not fit";
            }

            if (state.Level < highest)
            {
                yield return $"{key}: the level went down to {state.Level}";
            }

            highest = state.Level > highest ? state.Level : highest;
        }

        if (state.Status != CaseStatus.Closed || state.Outcome.Kind != OutcomeKind.Resolved || (int)state.Outcome.Level < level)
        {
            yield return $"{key}: lost, {state.Status} {state.Outcome} after {events.Length} events";
        }
    }

    private static IEnumerable<string> OfWork(string key, IEnumerable<string[]> log, CaseEvent[] events)
    {
        var done = log.Where(l => l[0] == "work" && l[2] != "0").Select(l => (Level: int.Parse(l[2], CultureInfo.InvariantCulture), Number: l[3], Process: l[4])).ToArray();
        foreach (var twice in done.GroupBy(w => (w.Level, w.Number)).Where(g => g.Count() > 1))
        {
            var owners = twice.Select(w => w.Process).Distinct().Count();
            yield return $"{key}: attempt {twice.Key} was made {twice.Count()} times by {owners} owners";
        }

        foreach (var level in done.GroupBy(w => w.Level).Where(g => g.Count() > Cap(g.Key)))
        {
            yield return $"{key}: {level.Count()} attempts at level {level.Key}";
        }

        if (events.OfType<DecisionTaken>().GroupBy(e => e.Number).Any(g => g.Count() > 1))
        {
            yield return $"{key}: a decision was applied twice";
        }

        int Cap(int level) => level switch { 1 => 2, 4 => events.OfType<DecisionTaken>().Count(), _ => 1 };
    }

    private IEnumerable<string> OfFolder(string key)
    {
        var root = Path.Combine(_folder.FullName, key);
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        var files = Directory.EnumerateFiles(root, "*", all).Select(f => Path.GetRelativePath(root, f)).Order(StringComparer.Ordinal).ToArray();
        if (!files.SequenceEqual(["f0", "f1", "f2", "f3", "made/deep/new", "untouched"]))
        {
            yield return $"{key}: the folder has {string.Join(", ", files)}";
        }

        foreach (var file in files)
        {
            if (File.ReadAllText(Path.Combine(root, file)) != (file == "untouched" ? "u" : Final))
            {
                yield return $"{key}: {file} is damaged";
            }
        }
    }

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
