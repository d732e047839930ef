using AgentEscalation.Cases;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Cases;

public sealed class LadderTests
{
    [Fact]
    public void A_case_begins_with_an_attempt_at_level_1_that_has_the_levels_time()
    {
        var step = new CaseWalk().Next;

        Assert.Equal(new(LadderStepKind.Attempt, Level.SelfRecovery, 1, CaseWalk.Start.AddMinutes(5)), step);
    }

    [Fact]
    public void A_state_without_events_has_no_next_step() =>
        Assert.Throws<InvalidOperationException>(() => Ladder.Next(default, EscalationPolicy.Default, CaseWalk.Start));

    [Fact]
    public void The_whole_ladder_is_climbed_in_order()
    {
        var walk = new CaseWalk();
        List<(LadderStepKind, Level, int)> steps = [];
        while (walk.State.Status != CaseStatus.Closed)
        {
            var step = walk.Next;
            steps.Add((step.Kind, step.Level, step.Number));
            _ = step.Kind switch
            {
                LadderStepKind.Attempt => walk.Fail(),
                LadderStepKind.Consult => walk.Answer(),
                LadderStepKind.Escalate => walk.Escalate(),
                LadderStepKind.AwaitDecision => walk.IssueCard().Decide(DecisionOption.RetryKey, "try borrowing"),
                _ => walk.Close(),
            };
        }

        Assert.Equal(
        [
            (LadderStepKind.Attempt, Level.SelfRecovery, 1),
            (LadderStepKind.Attempt, Level.SelfRecovery, 2),
            (LadderStepKind.Escalate, Level.PeerConsultation, 0),
            (LadderStepKind.Consult, Level.PeerConsultation, 1),
            (LadderStepKind.Attempt, Level.PeerConsultation, 1),
            (LadderStepKind.Escalate, Level.ArchitectureReview, 0),
            (LadderStepKind.Consult, Level.ArchitectureReview, 1),
            (LadderStepKind.Attempt, Level.ArchitectureReview, 1),
            (LadderStepKind.Escalate, Level.UserDecision, 0),
            (LadderStepKind.AwaitDecision, Level.UserDecision, 1),
            (LadderStepKind.Attempt, Level.UserDecision, 1),
            (LadderStepKind.AwaitDecision, Level.UserDecision, 2),
            (LadderStepKind.Attempt, Level.UserDecision, 2),
            (LadderStepKind.AwaitDecision, Level.UserDecision, 3),
            (LadderStepKind.Attempt, Level.UserDecision, 3),
            (LadderStepKind.Finish, Level.UserDecision, 0),
        ],
        steps);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.LadderExhausted, Level.UserDecision), walk.State.Outcome);
        Assert.Equal(7, walk.State.AllAttempts);
    }

    [Fact]
    public void A_verified_attempt_resolves_the_case_at_its_level()
    {
        var walk = new CaseWalk().AtLevel2().Answer().Attempt(Verdict.Verified).Close();

        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), walk.State.Outcome);
    }
}
