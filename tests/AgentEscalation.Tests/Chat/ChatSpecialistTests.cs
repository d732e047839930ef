using System.Runtime.Versioning;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Assertions;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using static AgentEscalation.Tests.Chat.ChatLadder;

namespace AgentEscalation.Tests.Chat;

[SupportedOSPlatform("linux")]
public sealed class ChatSpecialistTests : IDisposable
{
    private readonly ChatLadder _ladder = new();

    public void Dispose() => _ladder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_edits_of_an_answer_resolve_the_case_and_what_they_cost_is_in_outcome_events_and_scorecard()
    {
        var client = Model(Say(Work(Write("0"))));
        var router = _ladder.Router(client, chat: c => c.Models.Prices["main"] = new() { Input = 1, Output = 10 });

        var run = await router.RunAsync(_ladder.Task, Token);

        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Equal("0", _ladder.Folder.Read("code.txt"));
        Assert.Equal(new Usage(100, 20, 1, 0.0003m), run.Usage);
        Assert.Equal(run.Usage, Assert.Single(run.Events.OfType<AttemptEnded>()).Usage);
        Assert.Equal((run.Usage, Usage.None, Usage.None), (run.UsageAt(Level.SelfRecovery), run.UsageAt(Level.None), run.UsageAt(Level.PeerConsultation)));
        var total = router.Scorecard.ToScorecard().Total;
        Assert.Equal((0.0003m, 0.0003m), (total.MoneyPerResolution, total.Levels[0].MoneyPerResolution));
        Assert.Contains("You are the worker.", Assert.Single(client.Script.Calls).Text);
    }

    [Fact]
    public async Task What_the_first_work_used_belongs_to_no_level_and_is_paid_for_all_the_same()
    {
        var client = Model(Say(Work(Write("5"))), Say(Work(Write("0"))));
        var router = _ladder.Router(client);

        var run = await router.RunAsync(AgentTask.Work("worker", "make it 0", _ladder.Folder.Root), Token);

        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Equal((new Usage(100, 20, 1), new Usage(100, 20, 1)), (run.UsageAt(Level.None), run.UsageAt(Level.SelfRecovery)));
        Assert.Equal(new Usage(100, 20, 1), ((CaseOpened)run.Events[0]).Usage);
        var total = router.Scorecard.ToScorecard().Total;
        Assert.Equal((240.0, 120.0), (total.TokensPerResolution, total.Levels[0].TokensPerResolution));
    }

    [Fact]
    public async Task Tools_read_search_and_edit_the_copy_and_a_pass_of_the_verifier_ends_the_attempt()
    {
        var client = Model(
            Call(("read_file", new() { ["path"] = "other.txt" }), ("search_files", new() { ["text"] = "second" }), ("list_files", [])),
            Call(("edit_file", new() { ["path"] = "code.txt", ["old"] = "9", ["new"] = "0" }), ("run_verifier", [])));

        var run = await _ladder.Router(client).RunAsync(_ladder.Task, Token);

        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Equal(2, client.Script.Calls.Length);
        Assert.Contains("2\tsecond", client.Script.Calls[1].Text);
        Assert.Contains("other.txt:2: second", client.Script.Calls[1].Text);
        Assert.Contains("code.txt\nother.txt\ntests/test.txt", client.Script.Calls[1].Text);
    }

    [Fact]
    public async Task A_malformed_answer_is_sent_back_once()
    {
        var client = Model(Say("I would write a zero."), Say($"Here it is:\n```json\n{Work(Write("0"))}\n```"));

        var run = await _ladder.Router(client).RunAsync(_ladder.Task, Token);

        Assert.True(run.IsVerified);
        Assert.Contains("could not be read", client.Script.Calls[1].Text);
    }

    [Fact]
    public async Task An_answer_that_stays_malformed_is_a_failed_attempt_that_costs_no_verification()
    {
        var client = Model(call => Say(IsAdvice(call) ? Advice("try again") : """{"edits": [{"path": "co"""));

        var run = await _ladder.Router(client).RunAsync(_ladder.Task, Token);

        Assert.NotNull(run.Ticket);
        Assert.Equal(1, _ladder.Verifier.Looks);
        var attempts = run.Events.OfType<AttemptEnded>().ToList();
        Assert.All(attempts, attempt => Assert.Contains("malformed answer", attempt.Verdict.Failure!.Text.Value));
        Assert.All(attempts, attempt => Assert.False(attempt.Claimed));
        Assert.All(attempts, attempt => Assert.Equal(2, attempt.Usage.Calls));
    }

    [Fact]
    public async Task A_call_of_a_tool_that_does_not_exist_or_may_not_be_used_is_told_so_and_changes_nothing()
    {
        using var reader = new ChatLadder(tools: "Read");
        var client = Model(
            Call(("fly", []), ("write_file", new() { ["path"] = "code.txt", ["content"] = "0" })), Say(Work(Write("0"))), Say(Work("", done: false)));

        var run = await reader.Router(client, Rules with { SelfRecovery = Rules.SelfRecovery with { Attempts = 1 }, PeerConsultation = Rules.PeerConsultation with { To = [] } })
            .RunAsync(reader.Task, Token);

        Assert.False(run.IsVerified);
        Assert.Contains("There is no tool 'fly'", client.Script.Calls[1].Text);
        Assert.Contains("There is no tool 'write_file'", client.Script.Calls[1].Text);
        Assert.Contains("does not allow the tool", client.Script.Calls[2].Text);
        Assert.Equal("9\n", reader.Folder.Read("code.txt"));
    }

    [Fact]
    public async Task A_state_that_was_judged_before_is_refused_before_it_is_judged_again()
    {
        var client = Model(Say(Work(Write("50"))), Say(Work(Write("50"))), Say(Work(Write("0"))));

        var run = await _ladder.Router(client).RunAsync(_ladder.Task, Token);

        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Equal(3, _ladder.Verifier.Looks);
        Assert.Contains("This was tried before", client.Script.Calls[2].Text);
    }

    [Fact]
    public async Task When_a_client_fails_refuses_or_floods_the_next_one_is_asked()
    {
        var broken = Model(ScriptedAnswer.Fail(ScriptedFault.DroppedConnection));
        var prudish = Model(ScriptedAnswer.Refuse("I will not"));
        var flood = Model(ScriptedAnswer.OfSize(10_000_000));
        var good = Model(Say(Work(Write("0"))));

        var run = await _ladder.Router(broken, chat: c => c.Client("prudish", prudish).Client("flood", flood).Client("good", good)
            .Tier("inherit", "main", "prudish", "flood", "good")).RunAsync(_ladder.Task, Token);

        Assert.True(run.IsVerified);
        Assert.Equal(4, run.Usage.Calls);
    }

    [Fact]
    public async Task When_nobody_answers_the_attempt_fails_honestly_and_names_each()
    {
        var broken = Model(ScriptedAnswer.Fail(ScriptedFault.DroppedConnection));

        var run = await _ladder.Router(broken).RunAsync(_ladder.Task, Token);

        Assert.NotNull(run.Ticket);
        Assert.Equal(1, _ladder.Verifier.Looks);
        var failure = run.Events.OfType<AttemptEnded>().First().Verdict.Failure!;
        Assert.Contains("main (scripted): HttpRequestException: The connection was closed.", failure.Text.Value);
        Assert.Equal("number", failure.Class);
    }

    [Fact]
    public async Task No_limit_is_overshot_by_more_than_a_call_and_the_last_one_is_kept_for_what_was_learned()
    {
        var client = Model(call => IsAdvice(call) ? Say(Advice("go on"))
            : call.Tools.Count == 0 ? Say(Work("", done: false, notes: "the number is in code.txt"))
            : Call(("list_files", [])));
        var policy = Rules with { Envelope = new() { Calls = 5 } };

        var run = await _ladder.Router(client, policy).RunAsync(_ladder.Task, Token);

        Assert.Equal(5, client.Script.Calls.Length);
        Assert.Equal(5, run.Usage.Calls);
        Assert.Empty(client.Script.Calls[4].Tools);
        Assert.Contains("the number is in code.txt", run.Ticket!.Card.Report.Attempted.Value);
        Assert.Contains(run.Events.OfType<Escalated>(), e => e.Cause == EscalationCause.Budget);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(5000)]
    [InlineData(20_000)]
    public async Task Tokens_are_overshot_by_one_call_at_most(long tokens)
    {
        var client = Model(call => IsAdvice(call) ? Say(Advice("go on"), 700, 200)
            : call.Tools.Count == 0 ? Say(Work("", done: false), 700, 200)
            : Call(("read_file", new() { ["path"] = "other.txt" })));

        var run = await _ladder.Router(client, Rules with { Envelope = new() { Tokens = tokens } }).RunAsync(_ladder.Task, Token);

        Assert.InRange(run.Usage.Tokens, 1, tokens + 900);
    }

    [Fact]
    public async Task A_level_narrows_the_envelope_and_the_next_one_goes_on()
    {
        var client = Model(call => IsAdvice(call) ? Say(Advice("write a zero")) : Say(Work("", done: false)));
        var policy = Rules with { SelfRecovery = Rules.SelfRecovery with { Envelope = new() { Calls = 1 } } };

        var run = await _ladder.Router(client, policy).RunAsync(_ladder.Task, Token);

        Assert.Equal(EscalationCause.LevelBudget, run.Events.OfType<Escalated>().First().Cause);
        Assert.Equal(1, run.Events.OfType<AttemptEnded>().Where(e => e.Level == Level.SelfRecovery).Sum(e => e.Usage.Calls));
        Assert.Contains(run.Events.OfType<ConsultEnded>(), e => e.Guidance is not null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_in_the_middle_of_a_call_ends_it_though_the_client_does_not_hear_it(bool blocks)
    {
        using var cancel = new CancellationTokenSource();
        using var client = new DeafClient(blocks);

        // A clock that stands still: whatever waited for the grace of an abandoned attempt would wait for ever.
        var running = Task.Run(() => _ladder.Router(client, more: o => o.TimeProvider(new FakeTimeProvider())).RunAsync(_ladder.Task, cancel.Token).AsTask(), Token);
        await client.Asked.WaitAsync(Token);
        await cancel.CancelAsync();
        var run = await running.WaitAsync(Token);

        ClimbAssert.That(run).IsCancelled();
        Assert.Equal(1, run.Usage.Calls);
    }

    [Fact]
    public async Task A_specialist_for_all_goes_first_and_the_model_gets_what_it_leaves_in_the_same_attempt()
    {
        var client = Model(Say(Work(Write("0"))));
        var first = new Steps(attempt => attempt.Workspace!.Apply(new AgentEscalation.Workspaces.FileEdit.Write("code.txt", "5")));

        var run = await _ladder.Router(client, more: o => o.Specialist("", first)).RunAsync(_ladder.Task, Token);

        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Single(run.Events.OfType<AttemptEnded>());
        Assert.Contains("code.txt says 5", Assert.Single(client.Script.Calls).Text);
    }

    [Fact]
    public async Task Where_the_first_one_is_enough_no_model_is_asked()
    {
        var client = Model(Say(Work()));
        var first = new Steps(attempt => attempt.Workspace!.Apply(new AgentEscalation.Workspaces.FileEdit.Write("code.txt", "0")));

        var run = await _ladder.Router(client, more: o => o.Specialist("", first)).RunAsync(_ladder.Task, Token);

        Assert.True(run.IsVerified);
        Assert.Empty(client.Script.Calls);
    }

    [Fact]
    public async Task Agents_that_delegate_to_one_another_end_by_construction()
    {
        var client = Model(call => call.Tools.Count == 0 || call.Messages.Count > 2 ? Say(Work("", done: false)) : Call(("delegate", [])));
        var depth = 0;
        EscalationRouter router = null!;
        router = _ladder.Router(
            client,
            Rules with { SelfRecovery = Rules.SelfRecovery with { Attempts = 1 }, PeerConsultation = Rules.PeerConsultation with { To = [] }, ArchitectureReview = Rules.ArchitectureReview with { To = [] } },
            c => c.Tools(new Delegating(_ladder.Task, () => Interlocked.Increment(ref depth))),
            o => o.Catalog(new ChatLadder(tools: "delegate").Catalog));

        var run = await router.RunAsync(_ladder.Task, Token);

        Assert.False(run.IsVerified);
        Assert.InRange(depth, 1, 4);
    }

    /// <summary>Never answers, and does not hear that nobody waits any more.</summary>
    private sealed class DeafClient(bool blocks) : IChatClient
    {
        private readonly ManualResetEventSlim _disposed = new();
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            if (blocks)
            {
                _disposed.Wait(CancellationToken.None);
            }

            return new TaskCompletionSource<ChatResponse>().Task;
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() => _disposed.Set();
    }

    private sealed class Steps(Action<Attempt> work) : ISpecialist
    {
        public ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
        {
            work(attempt);
            return default;
        }
    }

    private sealed class Delegating(AgentTask task, Action called) : AgentEscalation.Chat.IAgentTools
    {
        public IEnumerable<string> Names => ["delegate"];

        public IEnumerable<AIFunction> ToolsFor(Attempt attempt) =>
        [
            AIFunctionFactory.Create(
                async (CancellationToken token) =>
                {
                    called();
                    return (await attempt.RunAsync(task, token)).ToString();
                },
                "delegate"),
        ];
    }
}
