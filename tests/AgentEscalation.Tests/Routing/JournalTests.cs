using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Tests.Routing;

public sealed class JournalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_is_kept_before_its_effect_and_an_end_before_the_next_step()
    {
        var journal = new Recording();
        var script = new Script(Script.Bad(), Script.Bad(), Script.Bad(), Verdict.Verified);
        var last = new List<CaseEvent?>();
        var run = await script.Router(o => o.Journal(journal).Adviser("peer", new Adviser(_ =>
        {
            last.Add(journal.Last);
            return Script.Advice;
        }))).RunAsync(
            Script.Task,
            (attempt, t) =>
            {
                last.Add(journal.Last);
                return script.Work(attempt, t);
            },
            script.Verify,
            Token);
        Assert.Equal(
            [null, typeof(AttemptStarted), typeof(AttemptStarted), typeof(ConsultStarted), typeof(AttemptStarted)], last.Select(e => e?.GetType()));

        // Events between which nothing outside happens are one append.
        Assert.Equal(["CaseOpened AttemptStarted", "AttemptEnded AttemptStarted", "AttemptEnded Escalated ConsultStarted", "ConsultEnded AttemptStarted", "AttemptEnded CaseClosed"], journal.Appends);
        Assert.Equal(run.Events, await journal.ReadAsync(run.CaseId!.Value, Token));
    }

    [Fact]
    public async Task A_case_that_somebody_else_continued_is_left_to_them()
    {
        var journal = new Recording { RefuseFrom = 3 };
        var works = 0;
        await Assert.ThrowsAsync<CaseTakenException>(async () => await new Script(Verdict.Verified).Router(o => o.Journal(journal))
            .RunAsync(Script.Task, (_, _) => new ValueTask<int>(++works), (_, _) => new(Script.Bad()), Token));
        Assert.Equal(3, works);
    }

    [Fact]
    public async Task A_keyed_case_of_an_earlier_process_is_taken_up_where_it_stood()
    {
        var journal = new Recording { BreakAfter = 2 };
        var task = Script.Task with { Key = "k" };
        var first = new Script(Script.Bad());
        await Assert.ThrowsAsync<IOException>(async () => await first.Router(o => o.Journal(journal)).RunAsync(task, first.Work, first.Verify, Token));
        Assert.IsType<AttemptStarted>(journal.Last);

        journal.BreakAfter = int.MaxValue;
        var second = new Script(Verdict.Verified);
        var run = await second.Router(o => o.Journal(journal)).RunAsync(task, second.Work, second.Verify, Token);
        Assert.True(run.IsVerified);
        Assert.Equal((Level.PeerConsultation, 1), (second.Seen[0].Level, second.Seen[0].Number));
        Assert.Contains(run.Events, e => e is Resumed);
        Assert.Equal(2, run.Events.OfType<AttemptStarted>().Count(attempt => attempt.Level == Level.SelfRecovery));

        var third = new Script(Verdict.Verified);
        Assert.Equal(run.Outcome, (await third.Router(o => o.Journal(journal)).RunAsync(task, third.Work, third.Verify, Token)).Outcome);
        Assert.Equal(0, third.Works);
    }

    [Fact]
    public async Task A_decision_goes_on_with_a_case_of_an_earlier_process()
    {
        var journal = new Recording();
        var verdict = Script.Bad();
        EscalationRouter Router(bool complete) => new Script(Verdict.Verified).Router(o =>
        {
            o.Journal(journal);
            if (complete)
            {
                o.Specialist("worker", new Specialist((_, _) => default)).Verifier("", new Verifier(_ => verdict));
            }
        });

        var waiting = await Router(true).RunAsync(Script.Task, Token);
        Assert.Equal(0, Router(true).Parts.Waiting.Count);
        verdict = Verdict.Verified;
        var decided = await Router(true).DecideAsync(waiting.Ticket!, waiting.Ticket!.Card.Retry("go"), Token);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), decided.Outcome);
        await Assert.ThrowsAsync<AgentEscalation.Decisions.DecisionRefusedException>(async () =>
            await Router(true).DecideAsync(waiting.Ticket, waiting.Ticket.Card.Retry("go"), Token));

        verdict = Script.Bad();
        waiting = await Router(true).RunAsync(Script.Task, Token);
        var orphan = await Router(false).DecideAsync(waiting.CaseId!.Value, waiting.Ticket!.Card.Retry("go"), Token);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.SpecialistMissing, Level.UserDecision), orphan.Outcome);
        Assert.Contains("worker", orphan.Detail);
    }

    /// <summary>A journal that is not the one in memory, so that every append is made, and that can fail at one of them.</summary>
    private sealed class Recording : ICaseJournal
    {
        private readonly InMemoryJournal _inner = new();

        public List<string> Appends { get; } = [];

        public CaseEvent? Last { get; private set; }

        public int RefuseFrom { get; init; } = int.MaxValue;

        public int BreakAfter { get; set; } = int.MaxValue;

        public async ValueTask<bool> AppendAsync(CaseId caseId, int version, ReadOnlyMemory<CaseEvent> events, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (Appends.Count >= BreakAfter)
            {
                throw new IOException("the disk is gone");
            }

            if (Appends.Count + 1 >= RefuseFrom || !await _inner.AppendAsync(caseId, version, events, cancellationToken))
            {
                return false;
            }

            Appends.Add(string.Join(' ', events.ToArray().Select(e => e.GetType().Name)));
            Last = events.Span[^1];
            return true;
        }

        public ValueTask<ImmutableArray<CaseEvent>> ReadAsync(CaseId caseId, CancellationToken cancellationToken) => _inner.ReadAsync(caseId, cancellationToken);

        public IAsyncEnumerable<CaseId> OpenCasesAsync(CancellationToken cancellationToken) => _inner.OpenCasesAsync(cancellationToken);
    }
}
