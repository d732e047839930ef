using AgentEscalation.Cases.Events;

namespace AgentEscalation.Sqlite.Tests.Upkeep;

public sealed class CheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_as_the_library_wrote_it_is_sound_also_while_it_is_written()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await FillAsync(journal);
        var report = await SqliteJournal.CheckAsync(folder.Connection, Token);
        Assert.Empty(report.Findings);
        Assert.True(report.IsSound);
        Assert.Equal((3, 11), (report.Cases, report.Events));
    }

    [Theory]
    [InlineData("UPDATE event SET body = replace(body, 'cannot borrow', 'all is well') WHERE position = 0", 1, "changed")]
    [InlineData("UPDATE event SET body = replace(body, 'retry', 'stop') WHERE position = 4", 5, "changed")]
    [InlineData("UPDATE event SET hash = zeroblob(32) WHERE position = 2", 3, "changed")]
    [InlineData("DELETE FROM event WHERE position = 1", 2, "missing")]
    public async Task A_changed_row_is_found_and_named(string change, int e, string said)
    {
        await using var folder = new CaseFolder();
        await FillAsync(folder.Open());
        folder.Execute(change.Contains("WHERE", StringComparison.Ordinal) ? change + " AND case_no = 2" : change);
        var report = await SqliteJournal.CheckAsync(folder.Connection, Token);
        var first = report.Findings[0];
        Assert.Equal((Some.Id(2), e), (first.CaseId!.Value, first.Event));
        Assert.Contains(said, first.Message, StringComparison.Ordinal);
        Assert.All(report.Findings, f => Assert.Equal(Some.Id(2), f.CaseId));
    }

    [Theory]
    [InlineData("DELETE FROM event WHERE case_no = 2 AND position = 4", "end of the chain")]
    [InlineData("UPDATE cases SET head = zeroblob(32) WHERE no = 2", "end of the chain")]
    [InlineData("UPDATE cases SET status = 3, outcome = 2, reason = 0, card = NULL, expires = NULL WHERE no = 2", "does not say what its events say")]
    [InlineData("DELETE FROM cases WHERE no = 2", "belong to no case")]
    [InlineData("UPDATE tally SET open = open + 1", "scorecard counts")]
    public async Task Rows_that_do_not_fit_one_another_are_found(string change, string said)
    {
        await using var folder = new CaseFolder();
        await FillAsync(folder.Open());
        folder.Execute(change);
        var report = await SqliteJournal.CheckAsync(folder.Connection, Token);
        Assert.Contains(report.Findings, f => f.Message.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Damaged_pages_are_told_and_not_thrown()
    {
        await using var folder = new CaseFolder();
        await using (var journal = folder.Open())
        {
            for (var n = 1; n <= 200; n++)
            {
                await journal.AppendAsync(Some.Id(n), 0, Some.Resolved(n), Token);
            }
        }

        folder.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        await using (var file = new FileStream(folder.Path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = file.Length / 2;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 20_000).ToArray(), Token);
        }

        Assert.False((await SqliteJournal.CheckAsync(folder.Connection, Token)).IsSound);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_made_by_looking_at_it()
    {
        await using var folder = new CaseFolder();
        var e = await Assert.ThrowsAsync<CaseStorageException>(async () => await SqliteJournal.CheckAsync(folder.Connection, Token));
        Assert.Equal(StorageFault.CannotOpen, e.Fault);
        Assert.False(File.Exists(folder.Path));
    }

    private static async Task FillAsync(SqliteJournal journal)
    {
        await journal.AppendAsync(Some.Id(1), 0, Some.Resolved(1), Token);
        await journal.AppendAsync(Some.Id(2), 0, Some.Waiting(2), Token);
        await journal.AppendAsync(Some.Id(3), 0, (CaseEvent[])[Some.Opened(3), Some.Started()], Token);
    }
}
