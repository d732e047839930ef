using AgentEscalation.Cases;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Cases;

public sealed class CaseReportTests
{
    [Fact]
    public void It_says_what_is_wrong_what_was_tried_and_what_is_asked()
    {
        var walk = new CaseWalk().Fail(TimeSpan.FromSeconds(2)).StartAttempt().Resume().Escalate();
        var report = CaseReport.Of(walk.Events, Level.PeerConsultation);

        Assert.Equal(
            "rust-pro has not finished its task after 2 attempts; the verifier still finds borrow-checker E0502. The task: make it compile",
            report.Problem);
        Assert.Equal(
            """
            Level 1, attempt 1: failed: borrow-checker E0502, error[E0502]: cannot borrow `x` as mutable because it is also borrowed as immutable (2 s)
            Level 1, attempt 2: interrupted
            """.ReplaceLineEndings("\n"),
            report.Attempted.Value);
        Assert.Equal(Failures.Borrow().Text, report.Error);
        Assert.Equal("who should own it?", report.Request);
    }

    [Fact]
    public void Without_a_row_a_question_that_fits_the_level_is_asked()
    {
        var events = new CaseWalk(failure: new() { Text = "boom" }).Events;

        Assert.Contains("What should be changed", CaseReport.Of(events, Level.PeerConsultation).Request, StringComparison.Ordinal);
        Assert.Contains("design", CaseReport.Of(events, Level.ArchitectureReview).Request, StringComparison.Ordinal);
    }

    [Fact]
    public void It_lists_the_guidance_so_far_and_who_did_not_answer()
    {
        var walk = new CaseWalk(TestPolicies.TwoEach).AtLevel2().NoAnswer().Answer(Guidance.Of("borrow")).Fail().Escalate();
        var report = CaseReport.Of(walk.Events, Level.ArchitectureReview);

        Assert.Equal([("coordinator", null), ("deputy", "borrow")], report.Guidance.Select(given => (given.Responder, given.Guidance?.Text.Value)));
        Assert.Equal(("deputy", "borrow"), (report.Attempts[^1].Responder, report.Attempts[^1].Guidance!.Text.Value));
        Assert.Contains("on the advice of deputy", report.Attempted.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_verification_is_no_second_attempt()
    {
        var walk = new CaseWalk().Attempt(Verdict.Unverifiable("no cargo")).Fail();

        Assert.Equal(Verdict.Failed(Failures.Borrow()), Assert.Single(CaseReport.Of(walk.Events, Level.PeerConsultation).Attempts).Verdict);
    }

    [Fact]
    public void Fields_come_in_the_order_and_under_the_labels_of_the_policy()
    {
        var policy = TestPolicies.Staffed with { ReportFields = ["Request", "What I tried", "Error details", "Current code", "Moon phase", "Impact"] };
        var failure = Failures.Borrow() with { Context = "src/lib.rs: fn f()", Others = ["error: one more"] };
        var report = CaseReport.Of(new CaseWalk(policy, failure).Events, Level.PeerConsultation);

        Assert.Equal(policy.ReportFields, report.Fields.Select(field => field.Label));
        Assert.Equal("who should own it?", report.Fields[0].Text.Value);
        Assert.Equal("Nothing yet.", report.Fields[1].Text.Value);
        Assert.EndsWith("Found at the same time (1):\n- error: one more", report.Fields[2].Text.Value, StringComparison.Ordinal);
        Assert.Equal("src/lib.rs: fn f()", report.Fields[3].Text.Value);
        Assert.True(report.Fields[4].Text.IsEmpty);
        Assert.Contains("2 errors", report.Fields[5].Text.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_texts_are_cut_with_a_note()
    {
        var failure = Failures.Borrow() with { Text = new string('x', 10_000), Context = new string('y', 5_000) };
        var report = CaseReport.Of(new CaseWalk(failure: failure).Events, Level.PeerConsultation);

        Assert.Equal(new string('x', 4096) + " [... 5904 more characters]", report.Error.Value);
        Assert.EndsWith("[... 904 more characters]", report.Context.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_of_the_moment_it_was_made()
    {
        var walk = new CaseWalk().AtLevel2();
        var report = CaseReport.Of(walk.Events, Level.PeerConsultation);
        walk.Answer().Attempt(Verdict.Failed(Failures.Lifetime()));

        Assert.Equal("borrow-checker", report.Failure.Class);
        Assert.Equal(2, report.Attempts.Length);
    }

    [Fact]
    public void It_needs_the_beginning_of_the_case() =>
        Assert.Throws<ArgumentException>(() => CaseReport.Of([.. new CaseWalk().Fail().Events.Skip(1)], Level.PeerConsultation));
}
