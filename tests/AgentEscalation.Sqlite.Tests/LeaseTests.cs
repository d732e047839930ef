using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Sqlite.Tests;

public sealed class LeaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CaseEvent[] Open => [Some.Opened(1), Some.Started()];

    private static CaseEvent[] Next => [Some.Ended(Verdict.Failed(Some.Failure()))];

    [Fact]
    public async Task An_open_case_has_one_owner_over_the_processes()
    {
        await using var folder = new CaseFolder();
        var (a, b) = (folder.Open(), folder.Open());
        await a.AppendAsync(Some.Id(1), 0, Open, Token);
        Assert.True(a.Holds(Some.Id(1)));
        Assert.False(await b.TakeAsync(Some.Id(1), Token));
        Assert.False(await a.TakeAsync(Some.Id(1), Token));
        Assert.False(await b.AppendAsync(Some.Id(1), 2, Next, Token));
        Assert.Empty(await b.ToTakeUpAsync(Some.Now, 10, Token).ToListAsync(Token));
        Assert.True(await a.AppendAsync(Some.Id(1), 2, Next, Token));
    }

    [Fact]
    public async Task A_case_that_was_given_back_can_be_taken_once()
    {
        await using var folder = new CaseFolder();
        var (a, b, c) = (folder.Open(), folder.Open(), folder.Open());
        await a.AppendAsync(Some.Id(1), 0, Open, Token);
        await a.ReleaseAsync(Some.Id(1), Token);
        Assert.False(a.Holds(Some.Id(1)));
        Assert.Equal([Some.Id(1)], await b.ToTakeUpAsync(Some.Now, 10, Token).ToListAsync(Token));
        var taken = await Task.WhenAll(b.TakeAsync(Some.Id(1), Token).AsTask(), c.TakeAsync(Some.Id(1), Token).AsTask());
        Assert.Single(taken, won => won);
        Assert.False(await a.AppendAsync(Some.Id(1), 2, Next, Token));
    }

    [Fact]
    public async Task The_end_of_a_process_frees_its_cases_at_once()
    {
        await using var folder = new CaseFolder();
        var b = folder.Open();
        await using (var a = folder.Open())
        {
            await a.AppendAsync(Some.Id(1), 0, Open, Token);
        }

        Assert.Equal([Some.Id(1)], await b.ToTakeUpAsync(Some.Now, 10, Token).ToListAsync(Token));
        Assert.True(await b.TakeAsync(Some.Id(1), Token));
        Assert.True(await b.AppendAsync(Some.Id(1), 2, Next, Token));
    }

    [Fact]
    public async Task An_owner_whose_lock_is_free_is_gone_whatever_the_clocks_say()
    {
        await using var folder = new CaseFolder();
        var a = folder.Open();
        await a.AppendAsync(Some.Id(1), 0, Open, Token);

        // What a killed process leaves behind: its rows, and a file that nobody holds.
        await File.WriteAllTextAsync(folder.In("cases.db-owner-left"), "", Token);
        folder.Execute("UPDATE owner SET lock = 'cases.db-owner-left'");
        var b = folder.Open();
        Assert.Equal([Some.Id(1)], await b.ToTakeUpAsync(Some.Now, 10, Token).ToListAsync(Token));
        Assert.True(await b.TakeAsync(Some.Id(1), Token));
        Assert.DoesNotContain("cases.db-owner-left", folder.Beside);
    }

    [Fact]
    public async Task An_owner_that_hangs_loses_its_lease_and_is_stopped_before_its_next_effect()
    {
        await using var folder = new CaseFolder();

        // Each process has its own clocks, five minutes apart, and the one that hangs has none that runs.
        var (hung, other) = (new FakeTimeProvider(Some.Now), new FakeTimeProvider(Some.Now - TimeSpan.FromMinutes(5)));
        var (a, b) = (folder.Open(hung), folder.Open(other));
        await a.AppendAsync(Some.Id(1), 0, Open, Token);
        Assert.Empty(await b.ToTakeUpAsync(other.GetUtcNow(), 10, Token).ToListAsync(Token));
        other.Advance(TimeSpan.FromSeconds(14));
        Assert.Empty(await b.ToTakeUpAsync(other.GetUtcNow(), 10, Token).ToListAsync(Token));
        other.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([Some.Id(1)], await b.ToTakeUpAsync(other.GetUtcNow(), 10, Token).ToListAsync(Token));

        // Nobody has taken it yet, and still the one declared gone writes nothing.
        Assert.False(await a.AppendAsync(Some.Id(1), 2, Next, Token));
        Assert.False(a.Holds(Some.Id(1)));
        Assert.True(await b.TakeAsync(Some.Id(1), Token));
        Assert.True(await b.AppendAsync(Some.Id(1), 2, Next, Token));
        Assert.False(await a.AppendAsync(Some.Id(1), 3, Next, Token));

        // What it opens from now on is its own, under another number.
        Assert.True(await a.AppendAsync(Some.Id(2), 0, (CaseEvent[])[Some.Opened(2)], Token));
        Assert.True(a.Holds(Some.Id(2)));
        Assert.Equal(2, folder.Look(d => d.Scalar("SELECT count(DISTINCT owner) FROM cases")));
    }

    [Fact]
    public async Task Signs_of_life_keep_a_lease()
    {
        await using var folder = new CaseFolder();
        var (mine, other) = (new FakeTimeProvider(Some.Now), new FakeTimeProvider(Some.Now));
        var (a, b) = (folder.Open(mine), folder.Open(other));
        await a.AppendAsync(Some.Id(1), 0, Open, Token);
        for (var i = 0; i < 10; i++)
        {
            mine.Advance(TimeSpan.FromSeconds(5));
            await a.ReleaseAsync(Some.Id(9), Token); // After the sign of life, which was queued before it.
            Assert.True(a.Holds(Some.Id(1)));
            other.Advance(TimeSpan.FromSeconds(5));
            Assert.Empty(await b.ToTakeUpAsync(other.GetUtcNow(), 10, Token).ToListAsync(Token));
        }
    }

    [Fact]
    public async Task Whoever_was_held_up_for_a_lease_does_not_hold_it_even_before_anybody_noticed()
    {
        await using var folder = new CaseFolder();
        var time = new HeldUp();
        var a = folder.Open(time);
        await a.AppendAsync(Some.Id(1), 0, Open, Token);
        Assert.True(a.Holds(Some.Id(1)));
        time.Later = TimeSpan.FromSeconds(15);
        Assert.False(a.Holds(Some.Id(1)));
    }

    [Fact]
    public async Task A_decision_from_elsewhere_leaves_the_case_free_to_take()
    {
        await using var folder = new CaseFolder();
        var (worker, web) = (folder.Open(), folder.Open());
        await worker.AppendAsync(Some.Id(1), 0, Some.Waiting(1), Token);
        Assert.True(await web.AppendAsync(Some.Id(1), 5, (CaseEvent[])[Some.Decision()], Token));
        Assert.False(await worker.AppendAsync(Some.Id(1), 5, (CaseEvent[])[Some.Decision()], Token));
        Assert.False(web.Holds(Some.Id(1)));
        Assert.Equal([Some.Id(1)], await worker.ToTakeUpAsync(Some.Now, 10, Token).ToListAsync(Token));
        Assert.True(await worker.TakeAsync(Some.Id(1), Token));
        Assert.True(worker.Holds(Some.Id(1)));
    }

    /// <summary>The monotonic clock of a process that was stopped: it goes on, and no timer fires.</summary>
    private sealed class HeldUp : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Later.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new FakeTimeProvider().CreateTimer(callback, state, dueTime, period);
    }
}
