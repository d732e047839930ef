using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Crash.Certificate;

/// <summary>A specialist that really edits files, a verifier that really reads them, and advisers. A task says from which level on the
/// specialist is right. Whatever is done outside goes to a log first, which survives the process.</summary>
internal sealed class Crew(KillPoints points, string log) : ISpecialist, IVerifier, IAdviser, IWorkspaceRules
{
    public const string Agent = "fixer";
    public const string Right = "right\n";
    private const int Files = 4;

    public static string TextOf(int level, string scratch) => string.Create(CultureInfo.InvariantCulture, $"{level} {scratch}");

    public async ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        points.Pass();
        Log("work", attempt.Task.Key!, (int)attempt.Level, attempt.Number);
        points.Pass();
        if (attempt.Workspace is { } copy)
        {
            var right = IsRight(attempt);
            var text = string.Concat(Enumerable.Repeat(right ? Right : $"wrong {attempt.Level} {attempt.Number}\n", 500));
            copy.Apply([
                .. Enumerable.Range(0, Files).Select(FileEdit (i) => new FileEdit.Write($"f{i}", text)),
                .. right ? [new FileEdit.Write("made/deep/new", text)] : Array.Empty<FileEdit>()]);
        }
        else
        {
            await Task.Yield();
        }

        points.Pass();
        return default;
    }

    public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        points.Pass();
        var right = attempt.Workspace is { } copy
            ? Enumerable.Range(0, Files).All(i => copy.ReadText($"f{i}")!.StartsWith(Right, StringComparison.Ordinal))
            : IsRight(attempt);
        points.Pass();
        return new(right ? Verdict.Verified : Verdict.Failed(new Failure { Text = $"wrong at {attempt.Level} {attempt.Number}", Rank = 10 }));
    }

    public ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken)
    {
        points.Pass();
        return new(Guidance.Of("try the next thing"));
    }

    public WorkspaceOptions RulesFor(AgentTask task, WorkspaceOptions options) =>
        options with { ScratchFolder = task.Text.Split(' ', 2)[1], AtStep = _ => points.Pass() };

    public void Log(string what, string key, int level, int number)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{what} {key} {level} {number} {Environment.ProcessId}\n");

        // A file of this process: appending is no atomic step of the runtime, so two writers would overwrite each other.
        lock (points)
        {
            using var file = new FileStream($"{log}.{Environment.ProcessId}", FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write(System.Text.Encoding.UTF8.GetBytes(line));
        }
    }

    private static bool IsRight(Attempt attempt) =>
        attempt.Level >= (Level)int.Parse(attempt.Task.Text.Split(' ', 2)[0], CultureInfo.InvariantCulture);
}
