using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Assertions;
using AgentEscalation.Testing.Decisions;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Testing.Tests.Decisions;

public sealed class ScriptedDeskTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_are_given_in_order_and_the_cards_are_kept()
    {
        var desk = new ScriptedDesk().Retry("use an Arc").Choose("RETRY", "and a Mutex");
        var run = await RunAsync(desk, failures: 6);

        ClimbAssert.That(run).IsResolvedAt(Level.UserDecision).HasAttempts(Level.UserDecision, 2).StayedWithinItsAttempts();
        Assert.Equal([1, 2], desk.Cards.Select(card => card.Number));
        Assert.Contains("Level 4, attempt 1", desk.Cards[1].Report.Attempted.Value!, StringComparison.Ordinal);
        Assert.Equal((0, 0), (desk.AnswersLeft, desk.Faults.Length));
    }

    [Fact]
    public async Task Stop_ends_the_task()
    {
        ClimbAssert.That(await RunAsync(new ScriptedDesk().Stop(), failures: 99)).IsUnresolved(UnresolvedReason.Stopped);
    }

    [Fact]
    public async Task An_answer_can_look_at_the_card()
    {
        var desk = new ScriptedDesk().Answer(card => card.Retry($"card {card.Number} of {card.Options.Length} options"));

        Assert.True((await RunAsync(desk, failures: 5)).IsVerified);
    }

    [Fact]
    public async Task Who_leaves_makes_the_run_wait_at_once()
    {
        var desk = new ScriptedDesk(_time).Leave();

        ClimbAssert.That(await RunAsync(desk, failures: 99)).IsWaiting();
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task Who_never_answers_is_waited_for_as_long_as_the_run_waits()
    {
        var desk = new ScriptedDesk(_time).Never();
        var running = RunAsync(desk, failures: 99).AsTask();
        await desk.AskedAsync(cancellationToken: Token);
        Assert.False(running.IsCompleted);

        _time.Advance(Wait);

        ClimbAssert.That(await running).IsWaiting();
        Assert.Empty(desk.Late);
    }

    [Fact]
    public async Task A_late_answer_can_be_handed_in_afterwards()
    {
        var desk = new ScriptedDesk(_time).Retry("slept on it", after: TimeSpan.FromHours(8));
        var ladder = new SmallLadder(5);
        var router = Router(ladder, desk);
        var running = ladder.RunAsync(router).AsTask();
        await desk.AskedAsync(cancellationToken: Token);
        _time.Advance(Wait);
        var run = await running;
        ClimbAssert.That(run).IsWaiting();

        var decided = await router.DecideAsync(run.Ticket!, Assert.Single(desk.Late), Token);

        ClimbAssert.That(decided).IsResolvedAt(Level.UserDecision);
    }

    [Fact]
    public async Task An_answer_within_the_wait_is_in_time()
    {
        var desk = new ScriptedDesk(_time).Retry("after a coffee", after: TimeSpan.FromSeconds(20));
        var running = RunAsync(desk, failures: 5).AsTask();
        await desk.AskedAsync(cancellationToken: Token);
        _time.Advance(TimeSpan.FromSeconds(20));

        ClimbAssert.That(await running).IsResolvedAt(Level.UserDecision);
        Assert.Empty(desk.Late);
    }

    [Fact]
    public async Task A_script_that_does_not_fit_says_so()
    {
        var unprepared = new ScriptedDesk();
        var mistaken = new ScriptedDesk().Choose("Q");

        Assert.NotNull((await RunAsync(unprepared, failures: 99)).Ticket);
        Assert.NotNull((await RunAsync(mistaken, failures: 99)).Ticket);

        Assert.Contains("no answer for card 1", Assert.Single(unprepared.Faults), StringComparison.Ordinal);
        Assert.Equal("Card 1 has no option 'Q'; there are retry, stop.", Assert.Single(mistaken.Faults));
    }

    private ValueTask<RunResult<int>> RunAsync(ScriptedDesk desk, int failures)
    {
        var ladder = new SmallLadder(failures);
        return ladder.RunAsync(Router(ladder, desk));
    }

    private EscalationRouter Router(SmallLadder ladder, ScriptedDesk desk) => ladder.Router(o => o.TimeProvider(_time).Desk(desk, Wait));
}
