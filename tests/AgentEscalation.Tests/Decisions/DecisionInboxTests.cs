using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Decisions;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Tests.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AgentEscalation.Tests.Decisions;

public sealed class DecisionInboxTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_listed_until_it_is_answered()
    {
        var script = Script.FailingThen(Verdict.Verified);
        var router = script.Router();
        Assert.Empty(await router.Decisions.PendingAsync(Token).ToListAsync(Token));
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);

        var ticket = Assert.Single(await router.Decisions.PendingAsync(Token).ToListAsync(Token));
        Assert.Equal(run.Ticket!.CaseId, ticket.CaseId);
        Assert.Equal(run.Ticket.Card.Digest, ticket.Card.Digest);
        Assert.Equal(run.Ticket.Card.Digest, (await router.Decisions.FindAsync(ticket.CaseId, Token))!.Card.Digest);

        await router.DecideAsync(ticket, ticket.Card.Retry("go"), Token);
        Assert.Empty(await router.Decisions.PendingAsync(Token).ToListAsync(Token));
        Assert.Null(await router.Decisions.FindAsync(ticket.CaseId, Token));
    }

    [Fact]
    public async Task An_answer_is_kept_with_who_when_how_and_about_what()
    {
        var script = Script.FailingThen(Verdict.Verified);
        var logs = new FakeLogCollector();
        var router = script.Router(o => o.Telemetry(LoggerFactory.Create(l => l.AddProvider(new FakeLoggerProvider(logs)))));
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        script.Time.Advance(TimeSpan.FromHours(1));

        var receipt = await router.Decisions.AnswerAsync(run.Ticket!.Card.Retry("go", "ana\r\n\u202Eforged line"), "http 203.0.113.7\nx", Token);

        Assert.True(receipt.IsTaken);
        Assert.True(receipt.GoesOnHere);
        var taken = receipt.Decided!;
        Assert.Equal(("ana   forged line", "http 203.0.113.7 x"), (taken.By, taken.Via));
        Assert.Equal((run.Ticket.Card.Number, run.Ticket.Card.Digest, script.Time.GetUtcNow()), (taken.Number, taken.Digest!.Value, taken.At));
        var line = Assert.Single(logs.GetSnapshot(), record => record.Id.Id == 104);
        Assert.Equal(
            $"Case {run.CaseId}: card 1 ({run.Ticket.Card.Digest:x16}) decided: retry, by ana   forged line via http 203.0.113.7 x", line.Message);
    }

    [Fact]
    public async Task The_case_goes_on_in_the_background_and_its_end_is_kept()
    {
        var script = Script.FailingThen(Verdict.Verified);
        var router = script.Router();
        var task = Script.Task with { Key = "nightly" };
        var run = await router.RunAsync(task, script.Work, script.Verify, Token);
        await router.Decisions.AnswerAsync(run.Ticket!.Card.Retry("go"), "test", Token);

        var ended = await EndOfAsync(router.Journal, run.CaseId!.Value);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), ended.Outcome);
        Assert.Equal(0, router.Parts.Waiting.Count);
    }

    [Fact]
    public async Task Of_many_answers_at_once_one_counts_and_the_others_learn_which()
    {
        for (var round = 0; round < 30; round++)
        {
            var script = Script.FailingThen(Verdict.Verified);
            var router = script.Router();
            var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
            var card = run.Ticket!.Card;
            var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
                async () => await router.Decisions.AnswerAsync(card.Retry($"words {i}", $"person {i}"), "test", Token), Token)));

            var winner = Assert.Single(receipts, receipt => receipt.IsTaken).Decided!;
            foreach (var loser in receipts.Where(receipt => !receipt.IsTaken))
            {
                Assert.Equal(DecisionFaultKind.Used, loser.Fault!.Kind);
                Assert.Same(winner, loser.Decided);
                Assert.Contains($"by {winner.By} (test)", loser.Fault.Message, StringComparison.Ordinal);
            }

            await EndOfAsync(router.Journal, card.CaseId);
            Assert.Equal(6, script.Works);
        }
    }

    [Fact]
    public async Task A_decision_by_code_and_one_through_the_inbox_do_not_both_count()
    {
        for (var round = 0; round < 30; round++)
        {
            var script = Script.FailingThen(Verdict.Verified);
            var router = script.Router();
            var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
            var inbox = Task.Run(async () => (await router.Decisions.AnswerAsync(run.Ticket!.Card.Retry("a"), "test", Token)).IsTaken, Token);
            var code = Task.Run(async () => await Record.ExceptionAsync(async () => await router.DecideAsync(run.Ticket!, run.Ticket!.Card.Retry("b"), Token)) is null, Token);
            Assert.True(await inbox ^ await code);
            await EndOfAsync(router.Journal, run.CaseId!.Value);
            Assert.Equal(6, script.Works);
        }
    }

    [Theory]
    [InlineData(OnExpiry.Default, UnresolvedReason.Stopped)]
    [InlineData(OnExpiry.Unresolved, UnresolvedReason.CardExpired)]
    public async Task A_card_that_nobody_awaits_expires_as_the_policy_says(OnExpiry expiry, UnresolvedReason reason)
    {
        var script = Script.FailingThen(Verdict.Verified);
        var router = script.Router(o => o.Policy(Script.Policy with { UserDecision = Script.Policy.UserDecision with { OnExpiry = expiry } }));
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        Assert.Equal(0, await router.Decisions.ExpireAsync(Token));
        script.Time.Advance(TimeSpan.FromDays(7));

        Assert.Empty(await router.Decisions.PendingAsync(Token).ToListAsync(Token));
        Assert.Equal(1, await router.Decisions.ExpireAsync(Token));
        Assert.Equal(0, await router.Decisions.ExpireAsync(Token));

        var late = await router.Decisions.AnswerAsync(run.Ticket!.Card.Retry("go"), "test", Token);
        Assert.Equal(DecisionFaultKind.Used, late.Fault!.Kind);
        Assert.Equal(Outcome.Unresolved(reason, Level.UserDecision), late.Outcome);
        Assert.Equal(5, script.Works);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_ends_the_case_itself()
    {
        var script = Script.FailingThen(Verdict.Verified);
        var router = script.Router();
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        script.Time.Advance(TimeSpan.FromDays(8));
        var late = await router.Decisions.AnswerAsync(run.Ticket!.Card.Retry("go"), "test", Token);
        Assert.Equal(DecisionFaultKind.Expired, late.Fault!.Kind);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.Stopped, Level.UserDecision), late.Outcome);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.Stopped, Level.UserDecision), (await EndOfAsync(router.Journal, run.CaseId!.Value)).Outcome);
    }

    [Fact]
    public async Task A_process_without_the_specialist_records_an_answer_and_leaves_the_case_open()
    {
        var journal = new Kept();
        var script = Script.FailingThen(Verdict.Verified);
        var worker = script.Router(o => o.Journal(journal));
        var run = await worker.RunAsync(Script.Task, script.Work, script.Verify, Token);

        var desk = EscalationRouter.Create(o => o.Journal(journal).TimeProvider(script.Time)).Decisions;
        var ticket = Assert.Single(await desk.PendingAsync(Token).ToListAsync(Token));
        var receipt = await desk.AnswerAsync(ticket.Card.Retry("go", "ben"), "test", Token);
        Assert.True(receipt.IsTaken);
        Assert.False(receipt.GoesOnHere);
        Assert.Equal(CaseStatus.Open, CaseState.From((await journal.ReadAsync(ticket.CaseId, Token)).AsSpan()).Status);
        Assert.Equal(5, script.Works);

        var refused = await Assert.ThrowsAsync<DecisionRefusedException>(async () => await worker.DecideAsync(run.Ticket!, run.Ticket!.Card.Stop(), Token));
        Assert.Contains("by ben (test): retry", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expiry_needs_no_specialist()
    {
        var journal = new Kept();
        var script = Script.FailingThen(Verdict.Verified);
        var run = await script.RunAsync(o => o.Journal(journal), token: Token);
        var other = EscalationRouter.Create(o => o.Journal(journal).TimeProvider(script.Time)).Decisions;
        script.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, await other.ExpireAsync(Token));
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.Stopped, Level.UserDecision), (await EndOfAsync(journal, run.CaseId!.Value)).Outcome);
    }

    [Fact]
    public async Task While_the_desk_asks_the_card_can_be_answered_in_another_way()
    {
        var asked = new Gate();
        var script = Script.FailingThen(Verdict.Verified);
        var router = script.Router(o => o.Desk(new Desk(async (_, token) =>
        {
            asked.Open();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        }), TimeSpan.FromDays(1)));
        var running = router.RunAsync(Script.Task, script.Work, script.Verify, Token).AsTask();
        await asked.OpenedAsync();

        var ticket = Assert.Single(await router.Decisions.PendingAsync(Token).ToListAsync(Token));
        Assert.True((await router.Decisions.AnswerAsync(ticket.Card.Retry("from elsewhere"), "test", Token)).IsTaken);
        script.Time.Advance(TimeSpan.FromSeconds(1));
        var run = await running;
        Assert.Equal(Outcome.Resolved(Level.UserDecision), run.Outcome);
        Assert.Equal("from elsewhere", script.Seen[^1].Guidance?.Text.Value);
        Assert.Equal(6, script.Works);
    }

    [Fact]
    public async Task A_case_that_nobody_knows_is_said_to_be_unknown()
    {
        var script = Script.FailingThen(Verdict.Verified);
        var run = await script.RunAsync(token: Token);
        var receipt = await script.Router().Decisions.AnswerAsync(run.Ticket!.Card.Stop(), "test", Token);
        Assert.Equal(DecisionFaultKind.UnknownCase, receipt.Fault!.Kind);
    }

    private static async Task<CaseState> EndOfAsync(ICaseJournal journal, CaseId id)
    {
        while (true)
        {
            Token.ThrowIfCancellationRequested();
            var state = CaseState.From((await journal.ReadAsync(id, Token)).AsSpan());
            if (state.Status == CaseStatus.Closed)
            {
                return state;
            }

            await Task.Yield();
        }
    }

    /// <summary>A journal that a router takes for a durable one.</summary>
    private sealed class Kept : ICaseJournal
    {
        private readonly InMemoryJournal _journal = new();

        public ValueTask<bool> AppendAsync(CaseId caseId, int version, ReadOnlyMemory<CaseEvent> events, CancellationToken cancellationToken) =>
            _journal.AppendAsync(caseId, version, events, cancellationToken);

        public ValueTask<ImmutableArray<CaseEvent>> ReadAsync(CaseId caseId, CancellationToken cancellationToken) => _journal.ReadAsync(caseId, cancellationToken);

        public async IAsyncEnumerable<CaseId> OpenCasesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var id in _journal.OpenCasesAsync(cancellationToken))
            {
                yield return id;
            }
        }
    }
}
