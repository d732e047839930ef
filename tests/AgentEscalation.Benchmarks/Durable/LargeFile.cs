using System.Diagnostics;
using AgentEscalation.Cases;
using AgentEscalation.Journal;
using AgentEscalation.Routing;

namespace AgentEscalation.Benchmarks.Durable;

/// <summary>A file with very many events: how large it is, and how long the scorecard and the inbox take.</summary>
internal static class LargeFile
{
    private const int Waiting = 1000;
    private const int Looks = 21;

    public static async Task RunAsync(DirectoryInfo folder, int events)
    {
        await using var journal = DurableFigures.Open(folder, "large");
        var cases = events / StoredCase.Events;
        for (var from = 0; from < cases; from += 2000)
        {
            await Task.WhenAll(Enumerable.Range(from, Math.Min(2000, cases - from))
                .Select(n => journal.AppendAsync(StoredCase.Id(n), 0, StoredCase.Whole(n), default).AsTask()));
        }

        var bytes = new FileInfo(journal.File).Length + new FileInfo(journal.File + "-wal").Length;
        long text = 0, counted = 0;
        await foreach (var line in journal.ExportAsync())
        {
            text += line.Length;
            if (++counted == 10_000)
            {
                break;
            }
        }

        await Task.WhenAll(Enumerable.Range(cases, Waiting).Select(n => journal.AppendAsync(StoredCase.Id(n), 0, StoredCase.Waiting(n), default).AsTask()));
        var scorecard = await MedianAsync(async () => await journal.ScorecardAsync(default));
        var list = await MedianAsync(async () => await Count(journal.ListAsync(new CaseQuery { Status = CaseStatus.Waiting, Limit = 50 }, default)));
        var inbox = EscalationRouter.Create(o => o.Journal(journal).Memory(null)).Decisions;
        var cards = await MedianAsync(async () => await Count(inbox.PendingAsync(), 50));
        DurableFigures.Write($"{cases * StoredCase.Events} events: {(double)bytes / events:0} bytes of file for each, whose text has {(double)text / counted:0} on average; scorecard {scorecard:0.00} ms; inbox of {Waiting}: 50 lines {list:0.00} ms, 50 whole cards {cards:0.00} ms");
    }

    private static async Task<double> MedianAsync(Func<Task> look)
    {
        await look();
        var times = new List<double>();
        for (var i = 0; i < Looks; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await look();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return DurableFigures.Median(times);
    }

    private static async Task<int> Count<T>(IAsyncEnumerable<T> all, int most = int.MaxValue)
    {
        var count = 0;
        await foreach (var _ in all)
        {
            if (++count == most)
            {
                break;
            }
        }

        return count;
    }
}
