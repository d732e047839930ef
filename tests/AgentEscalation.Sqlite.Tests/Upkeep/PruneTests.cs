using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Sqlite.Tests.Upkeep;

public sealed class PruneTests
{
    private static readonly DateTimeOffset Later = Some.Now + TimeSpan.FromDays(90);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Closed_cases_go_and_open_and_waiting_ones_stay_however_old()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await journal.AppendAsync(Some.Id(1), 0, Some.Resolved(1), Token);
        await journal.AppendAsync(Some.Id(2), 0, Some.Waiting(2), Token);
        await journal.AppendAsync(Some.Id(3), 0, (CaseEvent[])[Some.Opened(3), Some.Started()], Token);
        Assert.Equal(new(0, 0), await journal.PruneAsync(new() { ClosedBefore = Some.Now }, Token));
        Assert.Equal(new(1, 4), await journal.PruneAsync(new() { ClosedBefore = Later }, Token));
        Assert.Empty(await journal.ReadAsync(Some.Id(1), Token));
        Assert.Equal(5, (await journal.ReadAsync(Some.Id(2), Token)).Length);
        Assert.Equal(2, (await journal.ReadAsync(Some.Id(3), Token)).Length);
        Assert.True((await SqliteJournal.CheckAsync(folder.Connection, Token)).IsSound);
    }

    [Fact]
    public async Task Only_what_was_asked_for_goes()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await journal.AppendAsync(Some.Id(1), 0, Some.Resolved(1), Token);
        await journal.AppendAsync(Some.Id(2), 0, Some.Resolved(2, "java-pro"), Token);
        await journal.AppendAsync(Some.Id(3), 0, (CaseEvent[])[Some.Opened(3), new CaseClosed(Some.Now, Outcome.Cancelled(Level.SelfRecovery))], Token);
        Assert.Equal(1, (await journal.PruneAsync(new() { ClosedBefore = Later, Outcomes = [OutcomeKind.Cancelled] }, Token)).Cases);
        Assert.Equal(1, (await journal.PruneAsync(new() { ClosedBefore = Later, Agent = "java-pro" }, Token)).Cases);
        Assert.Equal([Some.Id(1)], (await journal.ListAsync(new(), Token).ToListAsync(Token)).Select(c => c.CaseId));
    }

    [Fact]
    public async Task The_scorecard_outlives_its_cases_and_the_disk_gets_its_room_back()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await Task.WhenAll(Enumerable.Range(1, 1000).Select(n => journal.AppendAsync(Some.Id(n), 0, Some.Resolved(n), Token).AsTask()));
        folder.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var full = new FileInfo(folder.Path).Length;
        Assert.Equal(new(1000, 4000), await journal.PruneAsync(new() { ClosedBefore = Later }, Token));
        folder.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.True(new FileInfo(folder.Path).Length < full / 4, $"{new FileInfo(folder.Path).Length} of {full} bytes are left.");
        Assert.Equal(1000, (await journal.ScorecardAsync(Token)).Total.Resolved);
    }
}
