using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Cases;

public sealed class LadderMovingUpTests
{
    private static readonly Approach Cloned = new(7);

    [Fact]
    public void The_same_error_after_the_same_approach_ends_the_level()
    {
        var policy = TestPolicies.Staffed with { SelfRecovery = TestPolicies.Staffed.SelfRecovery with { Attempts = 5 } };
        var walk = new CaseWalk(policy).Fail(approach: Cloned).Fail(approach: new(8)).Fail(approach: Cloned);

        Assert.Equal(EscalationCause.NoProgress, Escalation(walk).Cause);
    }

    [Fact]
    public void An_unknown_approach_is_like_no_other()
    {
        var policy = TestPolicies.Staffed with { SelfRecovery = TestPolicies.Staffed.SelfRecovery with { Attempts = 5 } };
        var walk = new CaseWalk(policy).Fail().Fail().Fail();

        Assert.Equal(LadderStepKind.Attempt, walk.Next.Kind);
    }

    [Fact]
    public void The_same_approach_may_lead_to_another_error()
    {
        var policy = TestPolicies.Staffed with { SelfRecovery = TestPolicies.Staffed.SelfRecovery with { Attempts = 5 } };
        var walk = new CaseWalk(policy).Fail(approach: Cloned).Attempt(Verdict.Failed(Failures.Lifetime()), approach: Cloned);

        Assert.Equal(LadderStepKind.Attempt, walk.Next.Kind);
    }

    [Fact]
    public void More_than_two_approaches_are_remembered()
    {
        var policy = TestPolicies.Staffed with { SelfRecovery = TestPolicies.Staffed.SelfRecovery with { Attempts = 20 } };
        var walk = new CaseWalk(policy);
        for (var i = 1u; i <= 6; i++)
        {
            walk.Fail(approach: new(i));
        }

        Assert.Equal(EscalationCause.NoProgress, Escalation(walk.Fail(approach: new(4))).Cause);
    }

    [Fact]
    public void What_was_tried_at_one_level_may_be_tried_again_at_the_next()
    {
        var walk = new CaseWalk().Fail(approach: Cloned).Fail(approach: new(8)).Escalate().Answer().Fail(approach: Cloned);

        Assert.Equal(EscalationCause.AttemptsUsed, Escalation(walk).Cause);
    }

    [Fact]
    public void A_failure_that_makes_retrying_pointless_ends_the_level()
    {
        var walk = new CaseWalk().Attempt(Verdict.Failed(Failures.Borrow() with { RetryIsPointless = true }));

        Assert.Equal(EscalationCause.RetryIsPointless, Escalation(walk).Cause);
    }

    [Fact]
    public void Level_1_is_tried_even_when_the_opening_failure_makes_retrying_pointless()
    {
        var walk = new CaseWalk(failure: Failures.Borrow() with { RetryIsPointless = true });

        Assert.Equal(LadderStepKind.Attempt, walk.Next.Kind);
    }

    [Fact]
    public void A_trigger_named_by_the_specialist_leads_to_its_level_at_once()
    {
        var walk = new CaseWalk().Attempt(Verdict.Failed(Failures.Borrow()), trigger: "complex-ownership-design");

        AssertEscalation(walk, Level.ArchitectureReview, EscalationCause.Trigger, "complex-ownership-design");
    }

    [Fact]
    public void A_trigger_is_named_by_its_id_never_by_its_text()
    {
        var walk = new CaseWalk().Attempt(Verdict.Failed(Failures.Borrow()), trigger: "Complex ownership design");

        Assert.Equal(LadderStepKind.Attempt, walk.Next.Kind);
    }

    [Fact]
    public void The_trigger_of_an_error_row_says_where_to_go_only_when_level_1_has_ended()
    {
        var walk = new CaseWalk(failure: Failures.Lifetime()).Attempt(Verdict.Failed(Failures.Lifetime()));
        Assert.Equal(LadderStepKind.Attempt, walk.Next.Kind);

        walk.Attempt(Verdict.Failed(Failures.Lifetime()));

        AssertEscalation(walk, Level.ArchitectureReview, EscalationCause.Trigger, "complex-ownership-design");
    }

    [Fact]
    public void A_specialist_may_say_that_it_belongs_higher_up()
    {
        var walk = new CaseWalk().Attempt(Verdict.Failed(Failures.Borrow()), higherUp: Level.PeerConsultation);

        AssertEscalation(walk, Level.PeerConsultation, EscalationCause.BelongsHigherUp, null);
    }

    [Fact]
    public void A_major_decision_leads_to_the_user_at_once()
    {
        var walk = new CaseWalk().AtLevel2().Answer(Guidance.MajorDecision("two designs", new DecisionOption { Title = "own" }));

        AssertEscalation(walk, Level.UserDecision, EscalationCause.MajorDecision, null);
        Assert.Single(walk.State.Options);
    }

    [Fact]
    public void A_responder_that_says_it_belongs_higher_up_costs_no_attempt()
    {
        var walk = new CaseWalk().AtLevel2().Answer(Guidance.BelongsHigherUp());

        AssertEscalation(walk, Level.ArchitectureReview, EscalationCause.BelongsHigherUp, null);
        Assert.Equal(0, walk.State.Attempts);
    }

    [Fact]
    public void Higher_up_that_is_not_higher_counts_as_no_answer()
    {
        var walk = new CaseWalk(TestPolicies.TwoEach).AtLevel2().Answer(Guidance.BelongsHigherUp(level: Level.PeerConsultation));

        Assert.Equal((LadderStepKind.Consult, "deputy"), (walk.Next.Kind, walk.Next.Responder));
    }

    [Fact]
    public void A_verified_result_wins_over_what_the_specialist_says()
    {
        var walk = new CaseWalk().Attempt(Verdict.Verified, higherUp: Level.UserDecision);

        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), walk.Next.Outcome);
    }

    [Fact]
    public void Responders_are_asked_in_order_until_one_answers()
    {
        var walk = new CaseWalk(TestPolicies.TwoEach).AtLevel2();
        Assert.Equal("coordinator", walk.Next.Responder);

        walk.NoAnswer();
        Assert.Equal(("deputy", 1), (walk.Next.Responder, walk.Next.Number));

        walk.Answer();
        Assert.Equal(LadderStepKind.Attempt, walk.Next.Kind);
    }

    [Fact]
    public void When_nobody_answers_the_level_is_over() =>
        AssertEscalation(new CaseWalk(TestPolicies.TwoEach).AtLevel2().NoAnswer().NoAnswer(), Level.ArchitectureReview, EscalationCause.NobodyAnswered, null);

    [Fact]
    public void A_level_without_responders_is_passed() =>
        AssertEscalation(new CaseWalk(EscalationPolicy.Default).AtLevel2(), Level.ArchitectureReview, EscalationCause.NobodyAnswered, null);

    [Fact]
    public void Each_attempt_from_level_2_up_has_its_own_consult()
    {
        var policy = TestPolicies.TwoEach with { PeerConsultation = TestPolicies.TwoEach.PeerConsultation with { Attempts = 2 } };
        var walk = new CaseWalk(policy).AtLevel2().NoAnswer().Answer().Fail();

        Assert.Equal((LadderStepKind.Consult, 2, "coordinator"), (walk.Next.Kind, walk.Next.Number, walk.Next.Responder));
    }

    private static LadderStep Escalation(CaseWalk walk)
    {
        Assert.Equal(LadderStepKind.Escalate, walk.Next.Kind);
        return walk.Next;
    }

    private static void AssertEscalation(CaseWalk walk, Level to, EscalationCause cause, string? detail)
    {
        var step = Escalation(walk);
        Assert.Equal((to, cause, detail), (step.Level, step.Cause, step.Detail));
    }
}
