using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Cases;

/// <summary>Every state that a case can get into under a small policy, found breadth-first until none is new: at every state every event and
/// fault, whether the ladder asks for it or not, with each duration before, at and after what is left, and the clock before, at and
/// after each limit.</summary>
public sealed class ExplorationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Expected = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Deadline = CaseWalk.Start.AddHours(1);

    /// <summary>Well before the deadline; with just enough time for an attempt; without; at it; after it.</summary>
    private static readonly DateTimeOffset[] Clock =
        [CaseWalk.Start, Deadline - Expected, Deadline - Expected + Tick, Deadline, Deadline + Tick];

    /// <summary>Attempts 2/1/1 and two cards; two responders at level 2, one at level 3; a budget; a trigger.</summary>
    private static readonly EscalationPolicy Policy = TestPolicies.Staffed with
    {
        PeerConsultation = TestPolicies.TwoEach.PeerConsultation,
        UserDecision = TestPolicies.Staffed.UserDecision with { Cards = 2 },
        Envelope = new() { Tokens = 100 },
    };

    private static readonly Failure Borrow = Failures.Borrow();
    private static readonly Failure Lifetime = Failures.Lifetime();
    private static readonly Failure Pointless = Failures.Borrow() with { RetryIsPointless = true };

    [Fact]
    public void Every_reachable_state_keeps_the_rules()
    {
        Dictionary<Key, int> seen = [];
        List<Node> nodes = [];
        Queue<int> open = new();
        var transitions = 0;
        var closed = 0;

        void Reach(Node node, int from)
        {
            var key = Key.Of(node);
            if (seen.TryAdd(key, nodes.Count))
            {
                nodes.Add(node);
                open.Enqueue(nodes.Count - 1);
                Check(node);
                closed += node.State.Status == CaseStatus.Closed ? 1 : 0;
            }

            // Time alone may change nothing; an event may not.
            if (from >= 0 && (seen[key] != from || node.Clock == nodes[from].Clock))
            {
                nodes[from].Leads.Add(seen[key]);
            }
        }

        foreach (var failure in (Failure[])[Borrow, Lifetime, Pointless])
        {
            Reach(new(CaseState.From([Opened(failure)]), 0, ""), -1);
        }

        while (open.TryDequeue(out var at))
        {
            var node = nodes[at];
            if (node.Clock + 1 < Clock.Length && node.State.Status != CaseStatus.Closed)
            {
                Reach(node with { Clock = node.Clock + 1, Leads = [] }, at);
            }

            foreach (var e in EveryEvent(node))
            {
                var state = node.State;
                var took = state.Apply(e);
                transitions++;
                CheckStep(node, e, took, state);
                if (took)
                {
                    Reach(new(state, node.Clock, TriedAfter(node, e, state)), at);
                }
            }
        }

        output.WriteLine($"{nodes.Count} states, {closed} of them closed, {transitions} transitions");
        Assert.InRange(nodes.Count, 1_000, 100_000);
        AssertNoWayLeadsBack(nodes);
    }

    private static CaseOpened Opened(Failure failure) => new(
        CaseWalk.Start, new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), "rust-pro", "task", Policy, failure, Deadline, Expected, null, null);

    /// <summary>What holds in a state, whatever led to it.</summary>
    private static void Check(Node node)
    {
        var state = node.State;
        var now = Clock[node.Clock];
        var step = Ladder.Next(state, Policy, now);
        Assert.InRange(state.Attempts, 0, state.Level == Level.UserDecision ? 2 : Policy[state.Level].Attempts);
        Assert.InRange(state.CardsIssued, 0, 2);
        Assert.True(step.Level >= state.Level, "a step leads down");
        var cancelled = state;
        Assert.Equal(state.Status != CaseStatus.Closed, cancelled.Apply(new CaseClosed(now, Outcome.Cancelled(state.Level))));
        Assert.Equal(state.Level, cancelled.Level);
        if (state.Status == CaseStatus.Closed)
        {
            Assert.Equal(new LadderStep(LadderStepKind.Finish, state.Level, Outcome: state.Outcome), step);
            return;
        }

        if (state.Level is > Level.None and < Level.UserDecision)
        {
            Assert.True(step.Until <= Deadline, "a step goes beyond the deadline");
        }

        // What the ladder asks for can be done, and doing it changes something: no case waits for nothing.
        if (!state.AttemptOpen && !state.ConsultOpen)
        {
            var next = state;
            Assert.True(next.Apply(Performed(step, state, now)), $"{step} cannot be done");
        }

        var working = !state.AttemptOpen && !state.ConsultOpen && state.Level < Level.UserDecision;
        if (working && step.Kind is LadderStepKind.Attempt or LadderStepKind.Consult)
        {
            Assert.True(now + Expected <= Deadline, "an attempt that does not fit before the deadline is begun");
            Assert.True(state.Usage.Tokens < 100, "an attempt is begun without budget");
            Assert.True(state.Used < Policy[state.Level].Timeout, "an attempt is begun without time");
        }
    }

    /// <summary>What holds between two states.</summary>
    private static void CheckStep(Node node, CaseEvent e, bool took, in CaseState after)
    {
        var before = node.State;
        Assert.True(after.Level >= before.Level, "a level fell");
        Assert.Equal(before.Version + 1, after.Version);
        if (before.Status == CaseStatus.Closed)
        {
            Assert.False(took, "something changed after the end");
        }

        if (after.Outcome.Kind == OutcomeKind.Resolved && after.Status == CaseStatus.Closed && before.Status != CaseStatus.Closed)
        {
            Assert.True(before.Verified, "resolved without a verified attempt");
        }

        if (took)
        {
            var again = after;
            Assert.False(again.Apply(e), $"{e.GetType().Name} took effect twice");
            Assert.Equal(Ladder.Next(after, Policy, Clock[node.Clock]), Ladder.Next(again, Policy, Clock[node.Clock]));
        }

        if (took && e is AttemptStarted && after.AllAttempts > before.AllAttempts && before.Level is Level.PeerConsultation or Level.ArchitectureReview)
        {
            Assert.True(before.Consults > before.Attempts, "an attempt without its consult");
        }
    }

    private static CaseEvent Performed(in LadderStep step, in CaseState state, DateTimeOffset now) => step.Kind switch
    {
        LadderStepKind.Attempt or LadderStepKind.Verify => new AttemptStarted(now, step.Level, step.Number),
        LadderStepKind.Consult => new ConsultStarted(now, step.Level, step.Number, step.Responder!),
        LadderStepKind.Escalate => new Escalated(now, state.Level, step.Level, step.Cause, step.Detail),
        LadderStepKind.AwaitDecision when state.Status == CaseStatus.Waiting => new CardExpired(now, step.Number),
        LadderStepKind.AwaitDecision => new CardIssued(now, step.Number, [], step.Until, 1),
        _ => new CaseClosed(now, step.Outcome),
    };

    private static IEnumerable<CaseEvent> EveryEvent(Node node)
    {
        var state = node.State;
        var now = Clock[node.Clock];
        yield return Opened(Lifetime);
        yield return new Resumed(now, "next host");
        for (var level = Level.SelfRecovery; level <= Level.UserDecision; level++)
        {
            for (var number = 1; number <= 3; number++)
            {
                yield return new AttemptStarted(now, level, number);
                yield return new ConsultStarted(now, level, number, "coordinator");
            }

            yield return new Escalated(now, state.Level, level, EscalationCause.AttemptsUsed, null);
        }

        for (var number = 1; number <= 3; number++)
        {
            yield return new CardIssued(now, number, [], now.AddDays(1), 1);
            yield return new DecisionTaken(now, number, DecisionOption.RetryKey, "again", "me");
            yield return new DecisionTaken(now, number, DecisionOption.StopKey, default, "me");
            yield return new CardExpired(now, number);
        }

        foreach (var outcome in (Outcome[])[
            Outcome.Completed, Outcome.Resolved(state.Level), Outcome.Cancelled(state.Level),
            Outcome.Unresolved(UnresolvedReason.LadderExhausted, state.Level), Outcome.Unresolved(UnresolvedReason.WorkspaceChanged, state.Level)])
        {
            yield return new CaseClosed(now, outcome);
        }

        var left = Policy[state.Level].Timeout - state.Used;
        foreach (var elapsed in left > TimeSpan.Zero ? (TimeSpan[])[TimeSpan.Zero, left, left + Tick] : [TimeSpan.Zero])
        {
            foreach (var tokens in (long[])[0, 100])
            {
                foreach (var e in Ends(state, now, elapsed, tokens == 0 ? Usage.None : new(tokens)))
                {
                    yield return e;
                }
            }
        }
    }

    private static IEnumerable<CaseEvent> Ends(CaseState state, DateTimeOffset now, TimeSpan elapsed, Usage usage)
    {
        foreach (var verdict in (Verdict[])[
            Verdict.Verified, Verdict.Unverifiable("no cargo"), Verdict.Failed(Borrow), Verdict.Failed(Lifetime), Verdict.Failed(Pointless)])
        {
            foreach (var approach in (ulong[])[0, 1])
            {
                yield return Ended(state, now, verdict, approach, null, null, usage, elapsed);
            }
        }

        foreach (var (higher, trigger) in ((Level?, string?)[])[
            (Level.SelfRecovery, null), (Level.ArchitectureReview, null), (Level.UserDecision, null), (null, "complex-ownership-design"), (null, "nonsense")])
        {
            yield return Ended(state, now, Verdict.Failed(Borrow), 0, higher, trigger, usage, elapsed);
            yield return Answered(state, now, new Guidance { HigherUp = higher, Trigger = trigger, Usage = usage }, elapsed);
        }

        yield return Answered(state, now, new Guidance { Text = "clone it", Usage = usage }, elapsed);
        yield return Answered(state, now, null, elapsed);
        yield return new ConsultEnded(now, state.Level, state.Consults + 2, "coordinator", null, "of another consult", elapsed);
        yield return new AttemptEnded(
            now, state.Level, state.Attempts - 1, Verdict.Verified, default, true, null, null, usage, elapsed, default);
    }

    private static AttemptEnded Ended(
        in CaseState state, DateTimeOffset now, Verdict verdict, ulong approach, Level? higher, string? trigger, Usage usage, TimeSpan elapsed) =>
        new(now, state.Level, state.Attempts, verdict, new(approach), true, higher, trigger, usage, elapsed, default);

    private static ConsultEnded Answered(in CaseState state, DateTimeOffset now, Guidance? guidance, TimeSpan elapsed) =>
        new(now, state.Level, state.Consults + 1, "coordinator", guidance, guidance is null ? "timed out" : null, elapsed);

    /// <summary>The pairs of approach and error at this level, which the state keeps to itself.</summary>
    private static string TriedAfter(Node node, CaseEvent e, in CaseState after) =>
        after.Level != node.State.Level || after.Level == Level.UserDecision ? ""
        : e is AttemptEnded { Approach.IsUnknown: false, Verdict.Failure: { } failure } ended
            ? string.Join(',', node.Tried.Split(',').Append($"{ended.Approach}{failure.Fingerprint}").Where(pair => pair.Length > 0).Distinct().Order(StringComparer.Ordinal))
        : node.Tried;

    /// <summary>Takes away states that nothing leads to until none is left: what could not be taken away lies on a circle, and a case could
    /// go round it for ever.</summary>
    private static void AssertNoWayLeadsBack(List<Node> nodes)
    {
        var into = new int[nodes.Count];
        foreach (var target in nodes.SelectMany(node => node.Leads))
        {
            into[target]++;
        }

        var free = new Stack<int>(Enumerable.Range(0, nodes.Count).Where(i => into[i] == 0));
        var taken = 0;
        while (free.TryPop(out var i))
        {
            taken++;
            foreach (var target in nodes[i].Leads)
            {
                if (--into[target] == 0)
                {
                    free.Push(target);
                }
            }
        }

        Assert.Equal(nodes.Count, taken);
    }

    private sealed record Node(CaseState State, int Clock, string Tried)
    {
        public HashSet<int> Leads { get; init; } = [];
    }

    /// <summary>What tells two states apart: everything that the ladder or the fold still looks at, and nothing that it has done with.</summary>
    private readonly record struct Key(
        int Clock, Level Level, CaseStatus Status, Outcome Outcome, int Attempts, int Consults, int Responder, int Cards, Marks Marks,
        int Used, bool Budget, Level Named, string? Class, string Tried)
    {
        private const Marks Decided = Marks.Verified | Marks.Unverifiable | Marks.StopChosen | Marks.CardExpired;

        private static readonly Marks[] AllMarks = Enum.GetValues<Marks>();

        public static Key Of(Node node)
        {
            var state = node.State;
            if (state.Status == CaseStatus.Closed || state.Has(Decided))
            {
                return new() { Level = state.Level, Status = state.Status, Outcome = state.Outcome, Marks = MarksOf(state) & Decided, Tried = "" };
            }

            var user = state.Level == Level.UserDecision;
            return new(
                user ? 0 : node.Clock,
                state.Level,
                state.Status,
                default,
                state.Attempts,
                state.Consults,
                state.Responder,
                state.CardsIssued,
                MarksOf(state),
                state.Used.CompareTo(Policy[state.Level].Timeout),
                !user && state.Usage.Tokens >= 100,
                state.Trigger == "complex-ownership-design" && state.HigherUp < Level.ArchitectureReview && state.Level < Level.ArchitectureReview
                    ? Level.ArchitectureReview
                    : state.HigherUp > state.Level ? state.HigherUp : Level.None,
                state.Level == Level.SelfRecovery ? state.LastFailure!.Class : null,
                user || state.Attempts >= Policy[state.Level].Attempts && !state.AttemptOpen && !state.Has(Marks.VerifyAgain) ? "" : node.Tried);
        }

        private static Marks MarksOf(in CaseState state)
        {
            var marks = Marks.None;
            foreach (var mark in AllMarks)
            {
                marks |= state.Has(mark) ? mark : Marks.None;
            }

            return marks;
        }
    }
}
