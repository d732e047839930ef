using AgentEscalation.Cases.Events;

namespace AgentEscalation.Sqlite.Tests.Faults;

/// <summary>The machine ended in the middle of a write: of the log, any part of the last transaction is there, or garbage is.</summary>
public sealed class TornWriteTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_torn_write_all_is_there_or_nothing_and_what_was_acknowledged_before_stays(bool garbage)
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        var events = Some.Waiting(1);
        await journal.AppendAsync(Some.Id(1), 0, events.AsMemory(0, 2), Token);
        var acknowledged = new FileInfo(Log(folder.Path)).Length;
        await journal.AppendAsync(Some.Id(1), 2, events.AsMemory(2), Token);
        var whole = await File.ReadAllBytesAsync(Log(folder.Path), Token);
        var file = await File.ReadAllBytesAsync(folder.Path, Token);
        Assert.True(whole.Length > acknowledged);

        var (before, after) = (0, 0);
        for (var cut = acknowledged; cut <= whole.Length; cut += Math.Max(1, (whole.Length - acknowledged) / 60))
        {
            var copy = folder.In($"torn-{cut}.db");
            await File.WriteAllBytesAsync(copy, file, Token);
            var log = whole.ToArray();
            if (garbage)
            {
                new Random((int)cut).NextBytes(log.AsSpan((int)cut));
            }

            await File.WriteAllBytesAsync(Log(copy), garbage ? log : log[..(int)cut], Token);
            await using var reopened = new SqliteJournal($"Data Source={copy}", folder.Time);
            var read = await reopened.ReadAsync(Some.Id(1), Token);
            Assert.Equal(events.Take(read.Length).Select(CaseJson.WriteLine), read.Select(CaseJson.WriteLine));
            Assert.Contains(read.Length, new[] { 2, 5 });
            (before, after) = read.Length == 2 ? (before + 1, after) : (before, after + 1);
            Assert.Empty((await SqliteJournal.CheckAsync($"Data Source={copy}", Token)).Findings);
        }

        Assert.True(before > 10, $"{before} cuts before the end of the write, {after} after it.");
    }

    private static string Log(string file) => file + "-wal";
}
