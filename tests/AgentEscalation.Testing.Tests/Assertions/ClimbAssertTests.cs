using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Testing.Assertions;

namespace AgentEscalation.Testing.Tests.Assertions;

public sealed class ClimbAssertTests
{
    [Fact]
    public async Task A_climb_is_told_sentence_by_sentence()
    {
        var run = await new SmallLadder(failures: 4).RunAsync();

        ClimbAssert.That(run)
            .IsVerified()
            .IsResolvedAt(Level.ArchitectureReview)
            .EndedAt(Level.ArchitectureReview)
            .HasAttempts(Level.SelfRecovery, 2)
            .HasAttempts(Level.PeerConsultation, 1)
            .HasAttempts(Level.UserDecision, 0)
            .Asked(Level.PeerConsultation, "peer")
            .EscalatedBecause(Level.SelfRecovery, EscalationCause.AttemptsUsed)
            .Skipped(Level.UserDecision)
            .NeverWentDown()
            .StayedWithinItsAttempts()
            .UsedAtMost(calls: 0, tokens: 0, money: 0);
        ClimbAssert.That(run.Events).IsResolvedAt(Level.ArchitectureReview);
    }

    [Fact]
    public async Task A_task_without_an_error_is_no_climb()
    {
        var run = await new SmallLadder(failures: 0).RunAsync();

        ClimbAssert.That(run).IsCompleted().IsVerified().EndedAt(Level.None).NeverWentDown().StayedWithinItsAttempts().HasAttempts(Level.SelfRecovery, 0);
        Assert.Throws<LadderAssertionException>(() => ClimbAssert.That(run).IsResolvedAt(Level.SelfRecovery));
        Assert.Throws<LadderAssertionException>(() => ClimbAssert.That(run).Report(Level.PeerConsultation));
        Assert.Throws<ArgumentException>(() => ClimbAssert.That(run.Events));
    }

    [Fact]
    public async Task Every_sentence_fails_where_it_does_not_hold()
    {
        var run = await new SmallLadder(failures: 99).RunAsync();
        var climb = ClimbAssert.That(run).IsWaiting();

        Action<ClimbAssert>[] wrong =
        [
            c => c.IsVerified(),
            c => c.IsCompleted(),
            c => c.IsResolvedAt(Level.UserDecision),
            c => c.IsUnresolved(UnresolvedReason.Stopped),
            c => c.IsCancelled(),
            c => c.EndedAt(Level.ArchitectureReview),
            c => c.HasAttempts(Level.SelfRecovery, 1),
            c => c.EscalatedBecause(Level.SelfRecovery, EscalationCause.Deadline),
            c => c.EscalatedBecause(Level.SelfRecovery, EscalationCause.AttemptsUsed, "design"),
            c => c.EscalatedBecause(Level.UserDecision, EscalationCause.Budget),
            c => c.Skipped(Level.PeerConsultation),
            c => c.Asked(Level.PeerConsultation),
            c => c.Asked(Level.PeerConsultation, "architect"),
        ];
        Assert.All(wrong, sentence => Assert.Throws<LadderAssertionException>(() => sentence(climb)));
    }

    [Fact]
    public async Task The_message_has_what_was_expected_what_was_found_and_the_whole_climb()
    {
        var run = await new SmallLadder(failures: 3).RunAsync();

        var message = Assert.Throws<LadderAssertionException>(() => ClimbAssert.That(run).IsResolvedAt(Level.SelfRecovery)).Message;

        Assert.Equal(
            """
            Expected Resolved at level 1; found: Resolved at level 2.
            The climb:
              opened: error[E0502]: cannot borrow
              level 1, attempt 1: failed: error[E0502]: cannot borrow
              level 1, attempt 2: failed: error[E0502]: cannot borrow
              escalated from level 1 to level 2: AttemptsUsed
              level 2: peer answered: take the index out first
              level 2, attempt 1: verified
              closed: Resolved at level 2
            """,
            message,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void What_no_ladder_does_is_seen_when_somebody_tells_it()
    {
        var at = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var opened = new CaseOpened(at, new(new Guid(1, 2, 3, new byte[8])), "worker", "task", SmallLadder.Policy, new() { Text = "x" }, null, default, null, null);
        CaseEvent[] down =
        [
            opened,
            new Escalated(at, Level.SelfRecovery, Level.PeerConsultation, EscalationCause.Trigger, "design"),
            new AttemptStarted(at, Level.SelfRecovery, 1),
        ];

        ClimbAssert.That(down).EscalatedBecause(Level.SelfRecovery, EscalationCause.Trigger, "design");
        Assert.Contains(
            "AttemptStarted at level 1", Assert.Throws<LadderAssertionException>(() => ClimbAssert.That(down).NeverWentDown()).Message, StringComparison.Ordinal);
        Assert.Throws<LadderAssertionException>(() => ClimbAssert.That([opened]).IsWaiting());
        Assert.Throws<LadderAssertionException>(() => ClimbAssert.That(
            [opened, new AttemptEnded(at, Level.SelfRecovery, 1, Verdict.Verified, default, true, null, null, new(1, 1, 1, 1), default, default)]).IsVerified());
    }

    [Fact]
    public void More_than_was_allowed_to_use_is_named()
    {
        var at = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
        ClimbAssert climb = ClimbAssert.That(
        [
            new CaseOpened(at, new(new Guid(1, 2, 3, new byte[8])), "worker", "task", SmallLadder.Policy, new() { Text = "x" }, null, default, null, null) { Usage = new(50, 0, 1, 0.5m) },
            new AttemptStarted(at, Level.SelfRecovery, 1),
            new AttemptEnded(at, Level.SelfRecovery, 1, Verdict.Failed("y"), default, true, null, null, new(100, 20, 2, 1m), default, default),
        ]);

        climb.UsedAtMost(calls: 3, tokens: 170, money: 1.5m);
        Assert.Throws<LadderAssertionException>(() => climb.UsedAtMost(calls: 2));
        Assert.Throws<LadderAssertionException>(() => climb.UsedAtMost(tokens: 169));
        Assert.Throws<LadderAssertionException>(() => climb.UsedAtMost(money: 1.49m));
    }
}
