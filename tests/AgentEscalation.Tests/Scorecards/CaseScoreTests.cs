using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Scorecards;
using AgentEscalation.Tests.Cases;

namespace AgentEscalation.Tests.Scorecards;

public sealed class CaseScoreTests
{
    [Fact]
    public void A_case_resolved_at_level_2_left_levels_1_and_2()
    {
        var score = Score(new CaseWalk().AtLevel2().Answer(elapsed: TimeSpan.FromSeconds(3)).Attempt(Verdict.Verified, TimeSpan.FromSeconds(4)).Close());

        Assert.Equal([true, true, false, false], Left(score));
        Assert.Equal((3, TimeSpan.FromSeconds(7), false), (score.Attempts, score.Elapsed, score.Arrived));
    }

    [Fact]
    public void A_skipped_level_is_not_entered() => Assert.Equal(
        [true, false, true, false],
        Left(Score(new CaseWalk().Attempt(Verdict.Failed(Failures.Borrow()), trigger: "complex-ownership-design")
            .Escalate().Answer().Attempt(Verdict.Verified).Close())));

    [Fact]
    public void A_level_without_responders_is_passed_and_not_entered() => Assert.Equal(
        [true, false, false, true],
        Left(Score(new CaseWalk(EscalationPolicy.Default).AtLevel2().Escalate().Escalate().IssueCard().Decide("stop").Close())));

    [Fact]
    public void A_level_where_nobody_of_those_asked_answered_was_entered() => Assert.Equal(
        [true, true, true, false],
        Left(Score(new CaseWalk().AtLevel2().NoAnswer().Escalate().Answer().Attempt(Verdict.Verified).Close())));

    [Fact]
    public void An_open_case_is_in_no_denominator_but_has_arrived()
    {
        var score = Score(new CaseWalk().AtLevel4().IssueCard());

        Assert.Equal([false, false, false, false], Left(score));
        Assert.True(score.IsOpen && score.Arrived);
    }

    [Fact]
    public void Cancelled_and_unverifiable_cases_are_in_no_denominator()
    {
        var cancelled = new CaseWalk().AtLevel2();
        cancelled.Append(new CaseClosed(cancelled.Now, Outcome.Cancelled(Level.PeerConsultation)));
        var unverifiable = new CaseWalk().AtLevel2().Answer().Attempt(Verdict.Unverifiable("x")).Attempt(Verdict.Unverifiable("x")).Close();

        Assert.Equal([false, false, false, false], Left(Score(cancelled)));
        Assert.Equal([false, false, false, false], Left(Score(unverifiable)));
    }

    [Fact]
    public void A_claim_counts_once_however_often_it_is_verified()
    {
        var confirmed = Score(new CaseWalk().Attempt(Verdict.Unverifiable("x")).Attempt(Verdict.Verified).Close());
        var refuted = Score(new CaseWalk().Attempt(Verdict.Unverifiable("x")).Fail().Attempt(Verdict.Verified).Close());

        Assert.Equal((1, 0), (confirmed.Claims, confirmed.ClaimsNotVerified));
        Assert.Equal((2, 1), (refuted.Claims, refuted.ClaimsNotVerified));
    }

    [Fact]
    public void Who_gives_up_claims_nothing()
    {
        var walk = new CaseWalk().StartAttempt().EndAttempt(Verdict.Failed(Failures.Borrow()), claimed: false);

        Assert.Equal((0, 0), (Score(walk).Claims, Score(walk).ClaimsNotVerified));
    }

    [Fact]
    public void What_each_level_used_is_told_apart()
    {
        var walk = new CaseWalk().Attempt(Verdict.Failed(Failures.Borrow()), usage: new(10, 1, 1, 0.1m)).Attempt(Verdict.Failed(Failures.Borrow()), usage: new(20, 2, 2, 0.2m))
            .Escalate().Answer(Guidance.Of("borrow it") with { Usage = new(100, 10, 1, 1m) }).Attempt(Verdict.Verified, usage: new(5, 5, 1, 0.5m)).Close();

        var score = Score(walk);

        Assert.Equal(new Usage(30, 3, 3, 0.3m), score.UsageAt(Level.SelfRecovery));
        Assert.Equal(new Usage(105, 15, 2, 1.5m), score.UsageAt(Level.PeerConsultation));
        Assert.Equal((Usage.None, Usage.None, Usage.None), (score.UsageAt(Level.None), score.UsageAt(Level.ArchitectureReview), score.UsageAt(Level.UserDecision)));
        Assert.Equal(new Usage(135, 18, 5, 1.8m), score.Usage);
    }

    [Fact]
    public void A_score_needs_a_case() => Assert.Throws<ArgumentException>(() => CaseScore.Of([]));

    internal static CaseScore Score(CaseWalk walk) => CaseScore.Of(walk.Events);

    private static bool[] Left(CaseScore score) => [.. Enumerable.Range(1, 4).Select(level => score.Left((Level)level))];
}
