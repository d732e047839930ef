#pragma warning disable xUnit1051 // What is cancelled, and when, is what these tests say themselves.
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Decisions;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Decisions;

namespace AgentEscalation.Tests.Routing;

[Collection(MeasuredAlone.Name)]
public sealed class DecisionFlowTests
{
    private static readonly Verdict Bad = Script.Bad();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_buys_one_attempt_that_acts_on_it()
    {
        var script = Script.FailingThen(Verdict.Verified);
        var router = script.Router();
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        Assert.Null(run.Outcome);
        Assert.Equal([DecisionOption.RetryKey, DecisionOption.StopKey], run.Ticket!.Card.Options.Select(option => option.Key));
        Assert.IsType<CardIssued>(run.Events[^1]);

        var decided = await router.DecideAsync<string>(run.Ticket, run.Ticket.Card.Retry("use an Arc"), Token);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), decided.Outcome);
        Assert.Equal("value 6", decided.Value);
        Assert.Equal("use an Arc", script.Seen[^1].Guidance?.Text.Value);
        Assert.Equal(run.CaseId, decided.CaseId);
        Assert.Equal(0, router.Parts.Waiting.Count);
    }

    [Fact]
    public async Task A_decision_counts_once_and_only_for_its_card()
    {
        var script = Script.FailingThen(Bad, Verdict.Verified);
        var router = script.Router();
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        var decision = run.Ticket!.Card.Retry("once more");

        Assert.Equal(DecisionFaultKind.OtherCard, await FaultAsync(decision with { Digest = decision.Digest + 1 }));
        Assert.Equal(DecisionFaultKind.UnknownOption, await FaultAsync(decision with { Option = "Z" }));
        Assert.Equal(DecisionFaultKind.NotIssued, await FaultAsync(decision with { Number = 2 }));

        var next = await router.DecideAsync(run.Ticket, decision, Token);
        Assert.Equal(2, next.Ticket!.Card.Number);
        Assert.Equal(DecisionFaultKind.Used, await FaultAsync(decision));
        var last = await router.DecideAsync(next.CaseId!.Value, next.Ticket.Card.Retry("and again"), Token);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), last.Outcome);
        Assert.Equal(DecisionFaultKind.Used, await FaultAsync(next.Ticket.Card.Retry("and again")));

        async Task<DecisionFaultKind?> FaultAsync(Decision refused) =>
            (await Assert.ThrowsAsync<DecisionRefusedException>(async () => await router.DecideAsync(run.Ticket, refused, Token))).Kind;
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_counts()
    {
        for (var round = 0; round < 50; round++)
        {
            var script = Script.FailingThen(Verdict.Verified);
            var router = script.Router();
            var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
            var both = Enumerable.Range(0, 2).Select(_ => Task.Run(async () => await router.DecideAsync(run.Ticket!, run.Ticket!.Card.Retry("go"), Token))).ToList();
            var refused = 0;
            foreach (var decision in both)
            {
                refused += await Record.ExceptionAsync(() => decision) is DecisionRefusedException { Kind: DecisionFaultKind.Used } ? 1 : 0;
            }

            Assert.Equal(1, refused);
            Assert.Equal(6, script.Works);
        }
    }

    [Fact]
    public async Task Stop_ends_the_task_and_three_cards_are_the_most()
    {
        var script = Script.FailingThen(Bad);
        var router = script.Router();
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        var stopped = await router.DecideAsync(run.Ticket!, run.Ticket!.Card.Stop(), Token);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.Stopped, Level.UserDecision), stopped.Outcome);

        RunResult next = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        for (var card = 1; card <= 3; card++)
        {
            Assert.Equal(card, next.Ticket!.Card.Number);
            next = await router.DecideAsync(next.Ticket, next.Ticket.Card.Retry("go"), Token);
        }

        Assert.Equal(Outcome.Unresolved(UnresolvedReason.LadderExhausted, Level.UserDecision), next.Outcome);
    }

    [Theory]
    [InlineData(OnExpiry.Default, UnresolvedReason.Stopped)]
    [InlineData(OnExpiry.Unresolved, UnresolvedReason.CardExpired)]
    public async Task A_card_that_expired_takes_the_safe_default(OnExpiry expiry, UnresolvedReason reason)
    {
        var script = Script.FailingThen(Verdict.Verified);
        var policy = Script.Policy with { UserDecision = Script.Policy.UserDecision with { OnExpiry = expiry } };
        var router = script.Router(o => o.Policy(policy));
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        script.Time.Advance(TimeSpan.FromDays(7));
        var late = await router.DecideAsync(run.Ticket!, run.Ticket!.Card.Retry("go"), Token);
        Assert.Equal(Outcome.Unresolved(reason, Level.UserDecision), late.Outcome);
        Assert.Equal(5, script.Works);
        Assert.Contains(late.Events, e => e is CardExpired);
    }

    [Fact]
    public async Task A_desk_may_answer_while_the_run_waits()
    {
        var script = Script.FailingThen(Bad, Verdict.Verified);
        var desk = new ScriptedDesk().Retry("first").Retry("second");
        var run = await script.RunAsync(o => o.Desk(desk, TimeSpan.FromMinutes(1)));
        Assert.Equal(Outcome.Resolved(Level.UserDecision), run.Outcome);
        Assert.Equal(2, desk.Cards.Length);
        Assert.Equal("second", script.Seen[^1].Guidance?.Text.Value);
    }

    [Fact]
    public async Task A_desk_is_not_asked_unless_it_may_be_waited_for()
    {
        var desk = new ScriptedDesk().Stop();
        var run = await Script.FailingThen(Bad).RunAsync(o => o.Desk(desk));
        Assert.NotNull(run.Ticket);
        Assert.Empty(desk.Cards);
    }

    [Fact]
    public async Task A_desk_that_is_too_slow_wrong_or_broken_leaves_the_ticket()
    {
        var script = Script.FailingThen(Verdict.Verified);
        var desk = new ScriptedDesk(script.Time).Never();
        var router = script.Router(o => o.Desk(desk, TimeSpan.FromMinutes(1)));
        var running = router.RunAsync(Script.Task, script.Work, script.Verify, Token).AsTask();
        await desk.AskedAsync(cancellationToken: Token);
        script.Time.Advance(TimeSpan.FromMinutes(1));
        var run = await running;
        Assert.NotNull(run.Ticket);
        Assert.True((await router.DecideAsync(run.Ticket, run.Ticket.Card.Retry("go"), Token)).IsVerified);

        Assert.NotNull((await Script.FailingThen(Bad).RunAsync(o => o.Desk(new ScriptedDesk().Choose("Q"), TimeSpan.FromMinutes(1)))).Ticket);
        Assert.NotNull((await Script.FailingThen(Bad).RunAsync(o => o.Desk(new ScriptedDesk().Answer(_ => throw new IOException("no terminal")), TimeSpan.FromMinutes(1)))).Ticket);
    }

    [Fact]
    public async Task The_card_offers_what_the_architect_named()
    {
        var script = Script.FailingThen(Verdict.Verified);
        var architect = new Adviser(_ => Guidance.MajorDecision(
            "the API changes",
            new DecisionOption { Title = "Return a clone" },
            new DecisionOption { Title = "Change the signature", Description = "All callers have to follow." }));
        var router = script.Router(o => o.Adviser("architect", architect));
        var run = await router.RunAsync(Script.Task, script.Work, (value, _) => new(value == "value 5" ? Verdict.Verified : Bad), Token);
        Assert.Equal(["A", "B", "retry", "stop"], run.Ticket!.Card.Options.Select(option => option.Key));
        var decided = await router.DecideAsync<string>(run.Ticket, run.Ticket.Card.Choose("b"), Token);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), decided.Outcome);
        Assert.Equal("All callers have to follow.", script.Seen[^1].Guidance?.Text.Value);
    }

    [Fact]
    public async Task Cancelling_before_the_decision_is_taken_leaves_the_case_waiting()
    {
        var script = Script.FailingThen(Verdict.Verified);
        var router = script.Router();
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await router.DecideAsync(run.Ticket!, run.Ticket!.Card.Retry("go"), new CancellationToken(true)));
        Assert.True((await router.DecideAsync(run.Ticket!, run.Ticket!.Card.Retry("go"), Token)).IsVerified);
    }

    [Fact]
    public async Task A_waiting_case_costs_at_most_600_bytes_on_top_of_its_events()
    {
        const int Cases = 2000;
        const int Rounds = 3;
        var script = new Script(Bad);
        var policy = Script.Policy with
        {
            SelfRecovery = Script.Policy.SelfRecovery with { Attempts = 1 },
            PeerConsultation = Script.Policy.PeerConsultation with { To = [] },
            ArchitectureReview = Script.Policy.ArchitectureReview with { To = [] },
        };
        var router = script.Router(o => o.Policy(policy).Memory(null));
        var work = (Attempt _, CancellationToken _) => new ValueTask<int>(1);
        var verify = (int _, CancellationToken _) => new ValueTask<Verdict>(Bad);
        for (var i = 0; i < Cases / 10; i++)
        {
            await router.RunAsync(Script.Task, work, verify, Token);
        }

        // A whole process is measured, which now and then keeps something else meanwhile: the quietest of the rounds says what a case keeps.
        var least = long.MaxValue;
        for (var round = 1; round <= Rounds; round++)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var i = 0; i < Cases; i++)
            {
                await router.RunAsync(Script.Task, work, verify, Token);
            }

            least = Math.Min(least, (GC.GetTotalMemory(forceFullCollection: true) - before) / Cases);
            Assert.Equal((Cases * round) + (Cases / 10), router.Parts.Waiting.Count);
        }

        // CaseOpened, an attempt's two events, three moves, a card with its two options, and the array that holds them: what the case would
        // cost anywhere; they are held by the waiting case and counted out.
        var sample = await router.RunAsync(Script.Task, work, verify, Token);
        Assert.InRange(least - SizeOf(sample.Events), 0, 600);
        GC.KeepAlive(router);
    }

    /// <summary>What the events of a case take: copies of each of them through their own constructors, measured.</summary>
    private static long SizeOf(System.Collections.Immutable.ImmutableArray<CaseEvent> events)
    {
        const int Copies = 2000;
        var kept = new object[Copies];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Copies; i++)
        {
            kept[i] = events.Select(e => e switch
            {
                CaseOpened o => new CaseOpened(o.At, o.CaseId, o.Agent, o.Task, o.Policy, o.Failure, o.Deadline, o.ExpectedAttempt, o.Key, o.Workspace),
                AttemptStarted s => new AttemptStarted(s.At, s.Level, s.Number),
                AttemptEnded a => new AttemptEnded(a.At, a.Level, a.Number, a.Verdict, a.Approach, a.Claimed, a.HigherUp, a.Trigger, a.Usage, a.Elapsed, a.Files),
                Escalated x => new Escalated(x.At, x.From, x.To, x.Cause, x.Detail),
                CardIssued c => (CaseEvent)new CardIssued(c.At, c.Number, [.. c.Options], c.Expires, c.Digest),
                _ => throw new InvalidOperationException(e.GetType().Name),
            }).ToArray();
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Copies;
        GC.KeepAlive(kept);
        return each;
    }
}
