using System.Diagnostics;
using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Chat;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Assertions;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Providers.Tests;

/// <summary>The ladder with a provider behind its agents, over real HTTP.</summary>
public sealed class LadderOverHttpTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ladder-over-http-");

    public LadderOverHttpTests() =>
        File.WriteAllText(Path.Combine(_folder.FullName, "worker.md"), "---\nname: worker\ndescription: works\nmodel: inherit\n---\n\nYou work.\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => Connection.Kinds;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cancellation_in_the_middle_of_a_call_ends_the_task_without_waiting_for_anything(string kind)
    {
        using var caller = new CancellationTokenSource();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Next(_ =>
        {
            asked.SetResult();
            return ScriptedAnswer.Fail(ScriptedFault.Silence);
        }));

        // The router's clock stands still: whoever waited for the grace of an attempt that does not stop would wait for ever.
        var router = Router(c => c.Client("it", connection.Client), new FakeTimeProvider());
        var running = router.RunAsync(AgentTask.Work("worker", "make it right"), caller.Token).AsTask();
        await asked.Task.WaitAsync(Token);
        var begun = Stopwatch.GetTimestamp();
        await caller.CancelAsync();
        var run = await running.WaitAsync(Token);

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0.0} ms");
        ClimbAssert.That(run).IsCancelled().UsedAtMost(calls: 1);
        Assert.Equal(1, run.Usage.Calls);
    }

    [Fact]
    public async Task When_a_provider_fails_midway_the_next_goes_on_with_what_was_learned()
    {
        await using var first = await Connection.OpenAsync("openai-compatible", new ChatScript()
            .Next(ScriptedAnswer.Call("fly", """{"to":"Rome"}"""))
            .Always(ScriptedAnswer.Fail(ScriptedFault.ServerError())));
        await using var second = await Connection.OpenAsync("anthropic", new ChatScript()
            .Next("""{"edits":[],"done":true,"notes":"done by the second","trigger":null}"""));
        var router = Router(c => c.Client("first", first.Client).Client("second", second.Client).Tier("inherit", "first", "second"));

        var run = await router.RunAsync(AgentTask.Work("worker", "make it right"), Token);

        ClimbAssert.That(run).IsCompleted();
        Assert.Equal(3, run.Usage.Calls);
        Assert.Contains("There is no tool 'fly'", Assert.Single(second.Endpoint.Script.Calls).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_page_instead_of_an_answer_is_an_honest_attempt_that_names_address_and_mend()
    {
        await using var connection = await Connection.OpenAsync("openai-compatible", new ChatScript().Always(ScriptedAnswer.Fail(ScriptedFault.Html())));
        var failing = new Judge(Verdict.Failed("not right yet"));
        var router = Router(c => c.Client("it", connection.Client), verifier: failing);

        var run = await router.RunAsync(AgentTask.Verify("worker", "make it right"), Token);

        ClimbAssert.That(run).IsWaiting().HasAttempts(Level.SelfRecovery, 2).EscalatedBecause(Level.SelfRecovery, EscalationCause.AttemptsUsed);
        var text = run.Events.OfType<AgentEscalation.Cases.Events.AttemptEnded>().First().Verdict.Failure!.Text.Value;
        Assert.Contains("web page", text, StringComparison.Ordinal);
        Assert.Contains("Check Endpoint: http://127.0.0.1:", text, StringComparison.Ordinal);
    }

    private EscalationRouter Router(Action<ChatSetup> chat, TimeProvider? time = null, IVerifier? verifier = null) => EscalationRouter.Create(o => o
        .Catalog(AgentCatalog.Create([AgentRoot.FromDirectory(_folder.FullName)], builtIn: false))
        .Policy("worker", EscalationPolicy.Default)
        .TimeProvider(time ?? TimeProvider.System)
        .Verifier("", verifier ?? new Judge(Verdict.Verified))
        .UseChat(chat));

    private sealed class Judge(Verdict verdict) : IVerifier
    {
        public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken) => new(verdict);
    }
}
