using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Decisions;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using Xunit;

namespace AgentEscalation.Testing.Conformance;

public abstract partial class CaseJournalConformance
{
    /// <summary>With a whole router: of many answers to one card one counts, and the work that it buys is done once.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Of_many_decisions_on_a_card_one_counts()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var hands = new UserOnly();
        var router = hands.RouterOn(journal);
        var ticket = await WaitingAsync(router).ConfigureAwait(false);
        var counted = await DecideAsync(Enumerable.Range(0, 8).Select(_ => router), ticket).ConfigureAwait(false);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), Assert.Single(counted).Outcome);
        Assert.Equal(1, hands.WorkedForTheUser);
        Assert.Single(counted[0].Events, e => e is DecisionTaken);
        if (OutlivesItsProcess)
        {
            await KeepsAsync(journal, ticket.CaseId, counted[0].Events).ConfigureAwait(false);
        }
    }

    /// <summary>The same with routers of several processes.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Of_many_decisions_in_several_processes_one_counts()
    {
        NeedsToBeShared();
        var hands = new UserOnly();
        var routers = new[] { hands.RouterOn(await JournalAsync().ConfigureAwait(false)), hands.RouterOn(await JournalAsync().ConfigureAwait(false)) };
        for (var n = 1; n <= Math.Min(10, Cases); n++)
        {
            var ticket = await WaitingAsync(routers[n % 2]).ConfigureAwait(false);
            var counted = await DecideAsync(Enumerable.Range(0, 6).Select(i => routers[i % 2]), ticket).ConfigureAwait(false);
            Assert.Equal(Outcome.Resolved(Level.UserDecision), Assert.Single(counted).Outcome);
            Assert.Equal(n, hands.WorkedForTheUser);
        }
    }

    /// <summary>The card is answered after a restart, and not twice.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task A_card_is_answered_after_a_restart_and_not_twice()
    {
        NeedsToOutlive();
        var hands = new UserOnly();
        var journal = await JournalAsync().ConfigureAwait(false);
        var ticket = await WaitingAsync(hands.RouterOn(journal)).ConfigureAwait(false);
        journal = await ReopenedAsync(journal).ConfigureAwait(false);
        var decision = DecisionCard.Of(await journal.ReadAsync(ticket.CaseId, Token).ConfigureAwait(false))!.Retry("own it");
        Assert.Equal(ticket.Card.Digest, decision.Digest);
        var result = await hands.RouterOn(journal).DecideAsync(ticket.CaseId, decision, Token).ConfigureAwait(false);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), result.Outcome);

        journal = await ReopenedAsync(journal).ConfigureAwait(false);
        await Assert.ThrowsAsync<DecisionRefusedException>(
            async () => await hands.RouterOn(journal).DecideAsync(ticket.CaseId, decision, Token).ConfigureAwait(false)).ConfigureAwait(false);
        Assert.Equal(1, hands.WorkedForTheUser);
    }

    private static async Task<DecisionTicket> WaitingAsync(EscalationRouter router)
    {
        var run = await router.RunAsync(AgentTask.Failed(UserOnly.Agent, "decide", new Failure { Text = "error" }), Token).ConfigureAwait(false);
        Assert.NotNull(run.Ticket);
        return run.Ticket;
    }

    private static async Task<RunResult[]> DecideAsync(IEnumerable<EscalationRouter> routers, DecisionTicket ticket)
    {
        var decision = ticket.Card.Retry("own it");
        var results = await Task.WhenAll(routers.Select(router => Task.Run(async () =>
        {
            try
            {
                return await router.DecideAsync(ticket.CaseId, decision, Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is DecisionRefusedException or CaseTakenException)
            {
                return null;
            }
        }, Token))).ConfigureAwait(false);
        return [.. results.OfType<RunResult>()];
    }

    /// <summary>Nobody but the user knows what to do.</summary>
    private sealed class UserOnly : ISpecialist, IVerifier
    {
        public const string Agent = "worker";

        private int _worked;

        public int WorkedForTheUser => Volatile.Read(ref _worked);

        public EscalationRouter RouterOn(ICaseJournal journal) =>
            EscalationRouter.Create(o => o.Journal(journal).Specialist(Agent, this).Verifier(Agent, this));

        public ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
        {
            if (attempt.Level == Level.UserDecision)
            {
                Interlocked.Increment(ref _worked);
            }

            return new(new AttemptResult { Value = attempt.Level });
        }

        public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken) =>
            new(attempt.Level == Level.UserDecision ? Verdict.Verified : Verdict.Failed("error"));
    }
}
