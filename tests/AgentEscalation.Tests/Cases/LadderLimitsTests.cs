using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Cases;

public sealed class LadderLimitsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_levels_time_is_over_when_its_consults_and_attempts_have_used_it()
    {
        var before = new CaseWalk().Fail(Minute * 5 - TimeSpan.FromTicks(1));
        var at = new CaseWalk().Fail(Minute * 5);

        Assert.Equal((LadderStepKind.Attempt, before.Now.AddTicks(1)), (before.Next.Kind, before.Next.Until));
        Assert.Equal((LadderStepKind.Escalate, EscalationCause.LevelTime), (at.Next.Kind, at.Next.Cause));
    }

    [Fact]
    public void A_levels_time_does_not_run_while_the_host_is_down()
    {
        var walk = new CaseWalk().Fail(Minute);
        walk.Now += TimeSpan.FromDays(3);

        Assert.Equal(walk.Now + (Minute * 4), walk.Next.Until);
    }

    [Fact]
    public void The_next_level_has_its_own_time() =>
        Assert.Equal(CaseWalk.Start + (Minute * 15), new CaseWalk().Fail(Minute * 5).Escalate().Next.Until);

    [Fact]
    public void A_consult_takes_of_the_levels_time()
    {
        var walk = new CaseWalk().AtLevel2().Answer(elapsed: Minute * 4);

        Assert.Equal((LadderStepKind.Attempt, walk.Now + (Minute * 6)), (walk.Next.Kind, walk.Next.Until));
    }

    [Fact]
    public void A_responder_leaves_time_to_those_behind_it_and_to_the_attempt()
    {
        var walk = new CaseWalk(TestPolicies.TwoEach).AtLevel2();
        Assert.Equal(walk.Now + (Minute * 10 / 3), walk.Next.Until);

        walk.NoAnswer(Minute * 4);
        Assert.Equal(walk.Now + (Minute * 6), walk.Next.Until);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void No_attempt_begins_that_is_expected_to_end_after_the_deadline(int ticksLate, bool fits)
    {
        var walk = new CaseWalk(deadline: Minute * 10, expected: Minute * 2);
        walk.Now = CaseWalk.Start + (Minute * 8) + TimeSpan.FromTicks(ticksLate);

        Assert.Equal(fits ? LadderStepKind.Attempt : LadderStepKind.Escalate, walk.Next.Kind);
    }

    [Fact]
    public void When_the_deadline_leaves_no_room_the_user_is_asked()
    {
        var walk = new CaseWalk(deadline: Minute * 3).Fail(Minute * 3);

        Assert.Equal((LadderStepKind.Escalate, Level.UserDecision, EscalationCause.Deadline), (walk.Next.Kind, walk.Next.Level, walk.Next.Cause));
    }

    [Fact]
    public void No_step_goes_beyond_the_deadline() =>
        Assert.Equal(CaseWalk.Start + (Minute * 3), new CaseWalk(deadline: Minute * 3).Next.Until);

    [Fact]
    public void A_used_up_envelope_ends_the_level_and_leads_to_the_user()
    {
        var policy = TestPolicies.Staffed with { Envelope = new() { Tokens = 100, Money = 5, Calls = 3 } };
        foreach (var usage in (Usage[])[new(60, 40), new(Money: 5), new(Calls: 3)])
        {
            var walk = new CaseWalk(policy).Attempt(Verdict.Failed(Failures.Borrow()), usage: usage);
            Assert.Equal((LadderStepKind.Escalate, Level.UserDecision, EscalationCause.Budget), (walk.Next.Kind, walk.Next.Level, walk.Next.Cause));
        }

        var within = new CaseWalk(policy).Attempt(Verdict.Failed(Failures.Borrow()), usage: new(60, 39, 2, 4.99m));
        Assert.Equal(LadderStepKind.Attempt, within.Next.Kind);
    }

    [Fact]
    public void Of_several_ends_at_once_the_deadline_is_named_before_budget_and_time()
    {
        var policy = TestPolicies.Staffed with { Envelope = new() { Tokens = 1 } };
        var walk = new CaseWalk(policy, deadline: Minute * 5).Attempt(Verdict.Failed(Failures.Borrow()), Minute * 5, usage: new(1));
        Assert.Equal(EscalationCause.Deadline, walk.Next.Cause);

        var budget = new CaseWalk(policy).Attempt(Verdict.Failed(Failures.Borrow()), Minute * 5, usage: new(1));
        Assert.Equal(EscalationCause.Budget, budget.Next.Cause);
    }

    [Fact]
    public void A_decisions_attempt_has_level_4s_time_whatever_deadline_and_envelope_say()
    {
        var policy = TestPolicies.Staffed with { Envelope = new() { Tokens = 1 } };
        var walk = new CaseWalk(policy, deadline: Minute).Attempt(Verdict.Failed(Failures.Borrow()), Minute, usage: new(1))
            .Escalate().IssueCard().Decide("retry", "borrow", TimeSpan.FromDays(2));

        Assert.Equal((LadderStepKind.Attempt, walk.Now + (Minute * 15)), (walk.Next.Kind, walk.Next.Until));
    }

    [Fact]
    public void Waiting_for_the_user_moves_the_deadline()
    {
        var walk = new CaseWalk(deadline: TimeSpan.FromHours(1)).AtLevel4().IssueCard().Decide("retry", after: TimeSpan.FromDays(2));

        Assert.Equal(CaseWalk.Start.AddHours(1).AddDays(2), walk.State.Deadline);
    }

    [Fact]
    public void An_interrupted_attempt_counts()
    {
        var walk = new CaseWalk().StartAttempt().Resume();

        Assert.Equal((LadderStepKind.Attempt, 2), (walk.Next.Kind, walk.Next.Number));
        Assert.Equal(EscalationCause.AttemptsUsed, walk.StartAttempt().Resume().Next.Cause);
    }

    [Fact]
    public void An_interrupted_consult_is_asked_again_once()
    {
        var walk = new CaseWalk(TestPolicies.TwoEach).AtLevel2().StartConsult().Resume();
        Assert.Equal(("coordinator", 1), (walk.Next.Responder, walk.Next.Number));

        walk.StartConsult().Resume();
        Assert.Equal(("deputy", 1), (walk.Next.Responder, walk.Next.Number));
    }

    [Fact]
    public void What_cannot_be_verified_is_verified_once_more_and_then_unresolved()
    {
        var walk = new CaseWalk().Attempt(Verdict.Unverifiable("no cargo"));
        Assert.Equal((LadderStepKind.Verify, 1), (walk.Next.Kind, walk.Next.Number));

        walk.Attempt(Verdict.Unverifiable("no cargo"));
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.Unverifiable, Level.SelfRecovery), walk.Next.Outcome);
        Assert.Equal(1, walk.State.Attempts);
    }

    [Fact]
    public void A_second_verification_that_fails_is_a_failed_attempt()
    {
        var walk = new CaseWalk().Attempt(Verdict.Unverifiable("locked")).Fail();

        Assert.Equal((LadderStepKind.Attempt, 2), (walk.Next.Kind, walk.Next.Number));
    }

    [Fact]
    public void A_level_is_asked_again_for_the_step_that_is_under_way()
    {
        var walk = new CaseWalk(TestPolicies.TwoEach).StartAttempt();
        Assert.Equal((LadderStepKind.Attempt, 1), (walk.Next.Kind, walk.Next.Number));

        var consult = new CaseWalk(TestPolicies.TwoEach).AtLevel2().StartConsult();
        Assert.Equal("coordinator", consult.Next.Responder);
    }

    [Fact]
    public void A_card_waits_until_it_expires_and_then_the_safe_default_is_taken()
    {
        var walk = new CaseWalk().AtLevel4().IssueCard();
        Assert.Equal((LadderStepKind.AwaitDecision, 1, CaseWalk.Start.AddDays(7)), (walk.Next.Kind, walk.Next.Number, walk.Next.Until));

        walk.Append(new CardExpired(CaseWalk.Start.AddDays(7), 1));
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.Stopped, Level.UserDecision), walk.Next.Outcome);
    }

    [Fact]
    public void A_policy_may_say_that_an_expired_card_leaves_the_task_unresolved()
    {
        var policy = TestPolicies.Staffed with { UserDecision = TestPolicies.Staffed.UserDecision with { OnExpiry = OnExpiry.Unresolved } };
        var walk = new CaseWalk(policy).AtLevel4().IssueCard().Append(new CardExpired(CaseWalk.Start.AddDays(7), 1));

        Assert.Equal(Outcome.Unresolved(UnresolvedReason.CardExpired, Level.UserDecision), walk.Next.Outcome);
    }

    [Fact]
    public void Stop_ends_the_task() =>
        Assert.Equal(
            Outcome.Unresolved(UnresolvedReason.Stopped, Level.UserDecision),
            new CaseWalk().AtLevel4().IssueCard().Decide(DecisionOption.StopKey).Next.Outcome);
}
