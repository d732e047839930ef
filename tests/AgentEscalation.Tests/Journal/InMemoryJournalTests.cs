using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Journal;

public sealed class InMemoryJournalTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CaseId Id(int n) => new(new Guid(n, 0, 0, new byte[8]));

    private static CaseEvent[] Started(int n) => [new AttemptStarted(Now, Level.SelfRecovery, n)];

    [Fact]
    public async Task Events_come_back_in_the_order_of_appending()
    {
        var journal = new InMemoryJournal();
        Assert.Empty(await journal.ReadAsync(Id(1), Token));
        Assert.True(await journal.AppendAsync(Id(1), 0, Started(1), Token));
        Assert.True(await journal.AppendAsync(Id(1), 1, (CaseEvent[])[.. Started(2), .. Started(3)], Token));
        Assert.Equal([1, 2, 3], (await journal.ReadAsync(Id(1), Token)).Cast<AttemptStarted>().Select(e => e.Number));
    }

    [Fact]
    public async Task Who_does_not_know_the_last_event_appends_nothing()
    {
        var journal = new InMemoryJournal();
        Assert.False(await journal.AppendAsync(Id(1), 1, Started(1), Token));
        Assert.True(await journal.AppendAsync(Id(1), 0, Started(1), Token));
        Assert.False(await journal.AppendAsync(Id(1), 0, Started(1), Token));
        Assert.Single(await journal.ReadAsync(Id(1), Token));
    }

    [Fact]
    public async Task Of_many_at_once_one_appends()
    {
        var journal = new InMemoryJournal();
        for (var version = 0; version < 200; version++)
        {
            var at = version;
            var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(async () => await journal.AppendAsync(Id(1), at, Started(n), Token), Token)));
            Assert.Equal(1, won.Count(w => w));
        }

        Assert.Equal(200, (await journal.ReadAsync(Id(1), Token)).Length);
    }

    [Fact]
    public async Task Open_cases_are_those_without_an_end_and_of_the_ended_the_latest_are_kept()
    {
        var journal = new InMemoryJournal(closedKept: 1);
        for (var n = 1; n <= 4; n++)
        {
            await journal.AppendAsync(Id(n), 0, Started(n), Token);
        }

        foreach (var n in new[] { 2, 3 })
        {
            await journal.AppendAsync(Id(n), 1, (CaseEvent[])[new CaseClosed(Now, Outcome.Cancelled(Level.SelfRecovery))], Token);
        }

        var open = new List<CaseId>();
        await foreach (var id in journal.OpenCasesAsync(Token))
        {
            open.Add(id);
        }

        Assert.Equal([Id(1), Id(4)], open.OrderBy(id => id.Value));
        Assert.Empty(await journal.ReadAsync(Id(2), Token));
        Assert.Equal(2, (await journal.ReadAsync(Id(3), Token)).Length);
    }

    [Fact]
    public async Task Appending_nothing_is_a_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await new InMemoryJournal().AppendAsync(Id(1), 0, default, Token));
}
