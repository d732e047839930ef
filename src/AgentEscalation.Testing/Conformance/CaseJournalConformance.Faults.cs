using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Decisions;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Faults;
using Xunit;

namespace AgentEscalation.Testing.Conformance;

public abstract partial class CaseJournalConformance
{
    /// <summary>With a whole router: an append that fails at any moment of a case stops the run, and the next one goes on without a step too many.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>The test.</returns>
    [Theory]
    [InlineData(JournalFault.WriteFails)]
    [InlineData(JournalFault.DiskFull)]
    [InlineData(JournalFault.AcknowledgementLost)]
    [InlineData(JournalFault.Busy)]
    [InlineData(JournalFault.Slow)]
    public async Task An_append_that_fails_at_any_moment_loses_nothing_and_repeats_nothing(JournalFault fault)
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var moments = 0;
        for (var moment = 0; moment < Math.Max(moments, 1); moment++)
        {
            var faulting = new FaultingJournal(journal, number => number == moment ? fault : JournalFault.None, TimeSpan.FromMilliseconds(1));
            var hands = new CountingHands();
            var router = hands.RouterOn(faulting);
            var run = await ThroughAsync(router, $"{fault}-{moment}").ConfigureAwait(false);
            moments = Math.Max(moments, faulting.Appends);
            Assert.Equal(Outcome.Resolved(Level.UserDecision), run.Outcome);
            Assert.All(run.Events.OfType<DecisionTaken>().GroupBy(decision => decision.Number), one => Assert.Single(one));
            Assert.Equal(hands.Worked.Distinct(), hands.Worked);
            Assert.True(hands.Worked.Count(w => w.Level == Level.SelfRecovery) <= 2, $"Too many attempts at moment {moment}: {string.Join(", ", hands.Worked)}.");
            if (OutlivesItsProcess)
            {
                await KeepsAsync(journal, run.CaseId!.Value, run.Events).ConfigureAwait(false);
            }
        }

        Assert.True(moments >= 5, $"A case makes {moments} appends: the moments are not there any more.");
    }

    /// <summary>Runs a task by its key to its end; who meets an error asks again, as a host does.</summary>
    private static async Task<RunResult> ThroughAsync(EscalationRouter router, string key)
    {
        for (var round = 0; ; round++)
        {
            try
            {
                var run = await router.RunAsync(AgentTask.Failed(CountingHands.Agent, "decide", new Failure { Text = "error" }) with { Key = key }, Token).ConfigureAwait(false);
                while (run.Ticket is { } ticket)
                {
                    run = await router.DecideAsync(ticket, ticket.Card.Retry("own it"), Token).ConfigureAwait(false);
                }

                return run;
            }
            catch (Exception e) when (round < 100 && e is IOException or TimeoutException or DecisionRefusedException or CaseTakenException)
            {
                // What is given back after an error is given back in the background.
                await Task.Yield();
            }
        }
    }

    /// <summary>Right only with the user's words; says what was done.</summary>
    private sealed class CountingHands : ISpecialist, IVerifier
    {
        public const string Agent = "counted";

        public List<(Level Level, int Number)> Worked { get; } = [];

        public EscalationRouter RouterOn(ICaseJournal journal) =>
            EscalationRouter.Create(o => o.Journal(journal).Memory(null).Specialist(Agent, this).Verifier(Agent, this));

        public ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
        {
            Worked.Add((attempt.Level, attempt.Number));
            return new(new AttemptResult { Value = attempt.Level });
        }

        public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken) =>
            new(attempt.Level == Level.UserDecision ? Verdict.Verified : Verdict.Failed("error"));
    }
}
