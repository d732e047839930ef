using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Testing.Assertions;

namespace AgentEscalation.Testing.Tests.Assertions;

public sealed class ReportAssertTests
{
    private const string Secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    [Fact]
    public async Task A_report_is_told_sentence_by_sentence()
    {
        CaseReport? seen = null;
        var run = await new SmallLadder(failures: 3)
        {
            Error = $"error[E0502]: cannot borrow; token={Secret}",
            Peer = report =>
            {
                seen = report;
                return Guidance.Of("take it out");
            },
        }.RunAsync();

        ReportAssert.That(seen!)
            .GoesTo(Level.PeerConsultation)
            .HasFields()
            .HasFields("Problem", "Attempted", "Error", "Request")
            .TellsAttempts(2)
            .Says(ReportPart.Error, "cannot borrow")
            .HasNoSecret(Secret)
            .FitsIn(4096);
        ClimbAssert.That(run).Report(Level.PeerConsultation).TellsAttempts(2).GoesTo(Level.PeerConsultation);
    }

    [Fact]
    public async Task The_report_of_a_level_is_as_it_stood_when_the_level_was_entered()
    {
        var run = await new SmallLadder(failures: 4).RunAsync();

        ClimbAssert.That(run).Report(Level.PeerConsultation).TellsAttempts(2);
        ClimbAssert.That(run).Report(Level.ArchitectureReview).TellsAttempts(3).Says(ReportPart.Attempted, "on the advice of peer");
    }

    [Fact]
    public void Every_sentence_fails_where_it_does_not_hold()
    {
        var report = ReportAssert.That(CaseReport.Asked("caller", Level.PeerConsultation, "it is wrong", new() { Text = "broken" }, "restarted it"));
        Action<ReportAssert>[] wrong =
        [
            r => r.GoesTo(Level.ArchitectureReview),
            r => r.HasFields("Impact on customers"),
            r => r.HasFields("Context"),
            r => r.TellsAttempts(1),
            r => r.Says(ReportPart.Error, "compiled"),
            r => r.Says(ReportPart.Context, "src"),
            r => r.HasNoSecret("restarted"),
            r => r.FitsIn(10),
        ];

        Assert.All(wrong, sentence => Assert.Throws<LadderAssertionException>(() => sentence(report)));
    }

    [Fact]
    public void What_has_the_shape_of_a_secret_is_found_without_being_told()
    {
        // A policy's own question is the host's text, which nothing redacts.
        var policy = SmallLadder.Policy with { Errors = [new ErrorRule { Name = "borrow checker", Codes = [], Recovery = "x", Ask = $"Is {Secret} right?" }] };
        var report = CaseReport.Of(
            [new Cases.Events.CaseOpened(default, new(new Guid(1, 2, 3, new byte[8])), "worker", "task", policy, new() { Text = "x", Class = "borrow-checker" }, null, default, null, null)],
            Level.PeerConsultation);

        var message = Assert.Throws<LadderAssertionException>(() => ReportAssert.That(report).HasNoSecret()).Message;

        Assert.Contains("Request", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, message, StringComparison.Ordinal);
    }
}
