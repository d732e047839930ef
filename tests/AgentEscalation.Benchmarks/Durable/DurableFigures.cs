using System.Diagnostics;
using System.Globalization;
using AgentEscalation.Cases.Events;
using AgentEscalation.Sqlite;

namespace AgentEscalation.Benchmarks.Durable;

/// <summary>What the case file takes, each next to what it is compared with in the same run and on the same disk.</summary>
internal static class DurableFigures
{
    private const int InFlight = 1000;

    public static async Task RunAsync(int rounds, int large)
    {
        var folder = Directory.CreateTempSubdirectory("durable-");
        try
        {
            await ThroughputAsync(folder, rounds);
            await LatencyAsync(folder);
            await LargeFile.RunAsync(folder, large);
            await Restart.RunAsync(folder, 100_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>1,000 cases that append event by event at once, against the same appends one after the other: a transaction for each.</summary>
    private static async Task ThroughputAsync(DirectoryInfo folder, int rounds)
    {
        var ratios = new List<(double Group, double Single)>();
        for (var round = 0; round < rounds; round++)
        {
            double group, single;
            await using (var journal = Open(folder, $"group-{round}"))
            {
                group = await RateAsync(InFlight, InFlight, journal);
            }

            await using (var journal = Open(folder, $"single-{round}"))
            {
                single = await RateAsync(InFlight / 10, 1, journal);
            }

            ratios.Add((group, single));
        }

        Write($"durable events, {InFlight} cases in flight, {rounds} rounds: {Median(ratios.Select(r => r.Group)):0}/s; one transaction per event {Median(ratios.Select(r => r.Single)):0}/s; median of ratios {Median(ratios.Select(r => r.Group / r.Single)):0.0}");
    }

    private static async Task<double> RateAsync(int cases, int atOnce, SqliteJournal journal)
    {
        var events = Enumerable.Range(0, cases).Select(StoredCase.Whole).ToArray();
        await Parallel.ForAsync(0, atOnce == 1 ? 0 : 64, async (n, _) => await journal.ReadAsync(StoredCase.Id(n), default));
        var begun = Stopwatch.GetTimestamp();
        if (atOnce == 1)
        {
            for (var n = 0; n < cases; n++)
            {
                await ClimbAsync(n);
            }
        }
        else
        {
            await Task.WhenAll(Enumerable.Range(0, cases).Select(ClimbAsync));
        }

        return cases * StoredCase.Events / Stopwatch.GetElapsedTime(begun).TotalSeconds;

        async Task ClimbAsync(int n)
        {
            for (var i = 0; i < events[n].Length; i++)
            {
                if (!await journal.AppendAsync(StoredCase.Id(n), i, events[n].AsMemory(i, 1), default))
                {
                    throw new InvalidOperationException($"Event {i} of case {n} was not appended.");
                }
            }
        }
    }

    /// <summary>One case in flight: an append against 600 bytes at the end of a file and a flush to the disk, turn by turn.</summary>
    private static async Task LatencyAsync(DirectoryInfo folder)
    {
        const int steps = 2000;
        await using var journal = Open(folder, "latency");
        using var plain = new FileStream(Path.Combine(folder.FullName, "plain"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var (ours, theirs) = (new List<double>(), new List<double>());
        var line = new byte[600];
        for (var n = 0; ours.Count < steps; n++)
        {
            var events = StoredCase.Whole(n);
            for (var i = 0; i < events.Length; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                await journal.AppendAsync(StoredCase.Id(n), i, new CaseEvent[] { events[i] }, default);
                ours.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                begun = Stopwatch.GetTimestamp();
                plain.Write(line);
                plain.Flush(flushToDisk: true);
                theirs.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        Write($"a durable step, one case in flight, {steps} turns: p50 {At(ours, 0.5):0.000} ms, p99 {At(ours, 0.99):0.000} ms; append and fsync: p50 {At(theirs, 0.5):0.000} ms, p99 {At(theirs, 0.99):0.000} ms; ratio of p99 {At(ours, 0.99) / At(theirs, 0.99):0.00}");
    }

    public static SqliteJournal Open(DirectoryInfo folder, string name) => new($"Data Source={Path.Combine(folder.FullName, name)}.db");

    public static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    public static double Median(IEnumerable<double> values) => At(values, 0.5);

    private static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
