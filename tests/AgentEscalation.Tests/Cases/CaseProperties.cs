using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using CsCheck;

namespace AgentEscalation.Tests.Cases;

/// <summary>What holds for every case, over 10,000 random ones each.</summary>
public sealed class CaseProperties
{
    private const int Runs = 10_000;

    [Fact]
    public void A_level_never_falls() => Each((wander, before, e, after) => after.Level >= before.Level);

    [Fact]
    public void Attempts_are_never_more_than_the_level_allows() => Each((wander, before, e, after) =>
        after.Attempts <= (after.Level == Level.UserDecision ? wander.Policy.UserDecision.Cards : Cap(wander.Policy, after.Level)));

    [Fact]
    public void Every_case_ends_with_exactly_one_outcome() =>
        All(wander => wander.Events.Count(e => e is CaseClosed) == 1 && wander.Events[^1] is CaseClosed);

    [Fact]
    public void Every_case_ends_within_what_its_policy_bounds() => All(wander =>
    {
        var policy = wander.Policy;
        var levels = policy.SelfRecovery.Attempts
            + (policy.PeerConsultation.Attempts * (1 + (2 * (1 + policy.PeerConsultation.To.Length))))
            + (policy.ArchitectureReview.Attempts * (1 + (2 * (1 + policy.ArchitectureReview.To.Length))))
            + (policy.UserDecision.Cards * 2);
        return wander.Events.Count <= 2 + 3 + (levels * 4);
    });

    [Fact]
    public void After_the_end_nothing_changes() => All(wander =>
    {
        var end = CaseState.From(wander.All);
        foreach (var e in wander.Events)
        {
            var again = end;
            if (again.Apply(e) || !again.Outcome.Equals(end.Outcome) || again.Level != end.Level || again.Status != CaseStatus.Closed)
            {
                return false;
            }
        }

        return Ladder.Next(end, wander.Policy, CaseWalk.Start) is { Kind: LadderStepKind.Finish } step && step.Outcome == end.Outcome;
    });

    [Fact]
    public void A_replayed_event_changes_nothing() => All(wander =>
    {
        CaseState state = default;
        for (var i = 0; i < wander.Events.Count; i++)
        {
            state.Apply(wander.Events[i], i);
            var before = state;
            for (var old = 0; old <= i; old++)
            {
                if (state.Apply(wander.Events[old], old) || !state.Equals(before))
                {
                    return false;
                }
            }
        }

        return true;
    });

    [Fact]
    public void An_event_delivered_twice_in_a_row_takes_effect_once() => Each((wander, before, e, after) =>
    {
        var twice = after;
        return !twice.Apply(e) && twice.Version == after.Version + 1
            && Ladder.Next(twice, wander.Policy, e.At) == Ladder.Next(after, wander.Policy, e.At);
    });

    [Fact]
    public void Cancellation_never_escalates() => Each((wander, before, e, after) =>
    {
        var cancelled = before;
        return before.Status == CaseStatus.None
            || (cancelled.Apply(new CaseClosed(e.At, Outcome.Cancelled(before.Level)))
                && cancelled.Level == before.Level
                && Ladder.Next(cancelled, wander.Policy, e.At) == new LadderStep(LadderStepKind.Finish, before.Level, Outcome: Outcome.Cancelled(before.Level)));
    });

    [Fact]
    public void Every_open_case_waits_for_something_that_will_come() => Each((wander, before, e, after) =>
    {
        if (after.Status == CaseStatus.Closed)
        {
            return true;
        }

        var step = Ladder.Next(after, wander.Policy, e.At);
        return step.Kind switch
        {
            LadderStepKind.Attempt or LadderStepKind.Verify => step.Number >= 1 && step.Until >= e.At.AddTicks(after.AttemptOpen ? long.MinValue / 1024 : 0),
            LadderStepKind.Consult => step.Responder is not null && step.Until != default,
            LadderStepKind.Escalate => step.Level > after.Level,
            LadderStepKind.AwaitDecision => step.Until != default && step.Number == after.CardsIssued + (after.Status == CaseStatus.Waiting ? 0 : 1),
            _ => step.Outcome.Kind is OutcomeKind.Resolved or OutcomeKind.Unresolved,
        };
    });

    [Fact]
    public void The_fold_of_a_prefix_and_then_the_rest_is_the_fold_of_all() => All(wander =>
    {
        var all = wander.All;
        var cut = wander.Choice(all.Length + 1);
        var prefix = CaseState.From(all.AsSpan(0, cut));
        var (first, second) = (prefix, prefix);
        foreach (var e in all.AsSpan(cut))
        {
            first.Apply(e);
        }

        foreach (var e in all.AsSpan(cut))
        {
            second.Apply(e);
        }

        var whole = CaseState.From(all);
        return whole.Equals(first) && whole.Equals(second) && CaseState.From(all.AsSpan(0, cut)).Equals(prefix);
    });

    [Fact]
    public void Json_keeps_the_fold() => All(wander =>
    {
        CaseState state = default, read = default;
        for (var i = 0; i < wander.Events.Count; i++)
        {
            var line = CaseJson.WriteLine(wander.Events[i]);
            var e = CaseJson.ReadLine(line);
            state.Apply(wander.Events[i]);
            if (!read.Apply(e) || CaseJson.WriteLine(e) != line
                || Ladder.Next(read, read.Opened!.Policy, e.At) != Ladder.Next(state, wander.Policy, e.At)
                || read.Usage != state.Usage || read.BestRank != state.BestRank || read.LastFailure != state.LastFailure)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void No_step_below_the_user_goes_beyond_the_deadline() => Each((wander, before, e, after) =>
        after.Status != CaseStatus.Open || after.Level == Level.UserDecision || after.Deadline is not { } deadline
        || Ladder.Next(after, wander.Policy, e.At).Until <= deadline);

    [Fact]
    public void There_are_never_more_cards_than_the_policy_says_and_they_are_counted_from_1() => All(wander =>
    {
        var cards = wander.Events.OfType<CardIssued>().Select(card => card.Number).ToArray();
        return cards.Length <= wander.Policy.UserDecision.Cards && cards.SequenceEqual(Enumerable.Range(1, cards.Length));
    });

    [Fact]
    public void Each_decision_buys_one_attempt() => All(wander =>
        wander.Events.Count(e => e is DecisionTaken { Option: not "stop" })
        >= wander.Events.OfType<AttemptStarted>().Where(e => e.Level == Level.UserDecision).DistinctBy(e => e.Number).Count());

    [Fact]
    public void An_answered_consult_stands_before_each_attempt_of_levels_2_and_3() => All(wander =>
    {
        foreach (var started in wander.Events.OfType<AttemptStarted>().Where(e => e.Level is Level.PeerConsultation or Level.ArchitectureReview))
        {
            var answered = wander.Events.TakeWhile(e => e != started)
                .Any(e => e is ConsultEnded { Guidance: not null } consult && consult.Level == started.Level && consult.Number == started.Number);
            if (!answered)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void The_time_used_at_a_level_is_that_of_its_consults_and_attempts() => Each((wander, before, e, after) =>
    {
        var spent = e switch
        {
            AttemptEnded x => x.Elapsed,
            ConsultEnded x => x.Elapsed,
            _ => TimeSpan.Zero,
        };
        return e is Escalated or DecisionTaken || after.Used == before.Used + spent;
    });

    [Fact]
    public void The_usage_is_the_sum_of_all_consults_and_attempts() => All(wander =>
    {
        var sum = Usage.None;
        foreach (var e in wander.Events)
        {
            sum += e switch
            {
                AttemptEnded x => x.Usage,
                ConsultEnded { Guidance: { } guidance } => guidance.Usage,
                _ => Usage.None,
            };
        }

        return CaseState.From(wander.All).Usage == sum;
    });

    [Fact]
    public void Only_a_verified_attempt_resolves_and_at_its_own_level() => All(wander =>
    {
        var last = wander.Events.OfType<AttemptEnded>().LastOrDefault();
        var outcome = CaseState.From(wander.All).Outcome;
        return outcome.Kind != OutcomeKind.Resolved || (last!.Verdict.IsVerified && last.Level == outcome.Level);
    });

    [Fact]
    public void A_case_cannot_be_closed_as_resolved_without_a_verified_attempt() => Each((wander, before, e, after) =>
    {
        var forged = after;
        return after.Verified || after.Status == CaseStatus.Closed || !forged.Apply(new CaseClosed(e.At, Outcome.Resolved(after.Level)));
    });

    [Fact]
    public void Without_budget_nobody_works_below_the_user() => Each((wander, before, e, after) =>
        after.Status != CaseStatus.Open || after.Level == Level.UserDecision || after.AttemptOpen || after.ConsultOpen
        || !(after.Usage.Tokens >= wander.Policy.Envelope.Tokens)
        || Ladder.Next(after, wander.Policy, e.At).Kind is LadderStepKind.Escalate or LadderStepKind.Finish or LadderStepKind.Verify);

    [Fact]
    public void The_same_error_after_the_same_approach_ends_the_level() => All(wander =>
    {
        CaseState state = default;
        HashSet<(Level, ulong, ulong)> seen = [];
        foreach (var e in wander.Events)
        {
            state.Apply(e);
            if (e is AttemptEnded { Verdict.Failure: { } failure, Approach.IsUnknown: false } ended && ended.Level < Level.UserDecision
                && !seen.Add((ended.Level, ended.Approach.Digest, failure.Fingerprint.Value))
                && Ladder.Next(state, wander.Policy, e.At).Kind != LadderStepKind.Escalate)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Any_policy_can_be_asked_what_it_would_have_done() => Each((wander, before, e, after) =>
        Ladder.Next(after, EscalationPolicy.Default, e.At).Level >= after.Level
        && Ladder.Next(after, TestPolicies.TwoEach, e.At).Level >= after.Level);

    private static int Cap(EscalationPolicy policy, Level level) => level == Level.None ? 0 : policy[level].Attempts;

    private static void All(Func<Wander, bool> holds) => Wander.Any.Sample(holds, iter: Runs, threads: 2);

    private static void Each(Func<Wander, CaseState, CaseEvent, CaseState, bool> holds) => All(wander =>
    {
        CaseState state = default;
        foreach (var e in wander.Events)
        {
            var before = state;
            state.Apply(e);
            if (!holds(wander, before, e, state))
            {
                return false;
            }
        }

        return true;
    });
}
