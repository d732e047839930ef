using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace AgentEscalation.SemanticKernel.Tests.Functions;

/// <summary>A model that calls functions by itself, over real HTTP, whole and in pieces.</summary>
public sealed class ModelLoopTests
{
    private static readonly string[] Errors =
    [
        "the disk is full", "the network is down", "the licence is gone", "the queue is closed", "the lock is held", "the file is missing",
        "the clock is wrong", "the cache is cold", "the port is taken", "the peer is asleep", "the key is old", "the plan is void",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_function_that_fails_in_new_ways_climbs_three_times_a_message_and_ends_the_loop_at_eight_failures()
    {
        var calls = 0;
        var asked = 0;
        var script = new ChatScript().Always(ScriptedAnswer.Call("Shop-pay"));
        await using var host = await ModelHost.StartAsync(
            script,
            ladder => ladder.EscalateFunctions("rust-pro").AddAdviser("", new Adviser(_ =>
            {
                asked++;
                return Guidance.Of("ask for another card");
            })),
            builder => builder.Plugins.AddFromFunctions("Shop",
                [KernelFunctionFactory.CreateFromMethod(string () => throw new InvalidOperationException(Errors[calls++ % Errors.Length]), "pay")]));

        var history = new ChatHistory("You sell.");
        history.AddUserMessage("pay");
        await host.Chat.GetChatMessageContentsAsync(history, ModelHost.Auto, host.Kernel, Token);

        Assert.Equal(8, calls);
        Assert.Equal(8, script.Calls.Length);
        Assert.Equal(3, host.Kernel.Router().Scorecard.ToScorecard().Total.Unresolved);
        Assert.Equal(6, asked);

        // The next message of the user is a new one.
        history.AddUserMessage("try again");
        await host.Chat.GetChatMessageContentsAsync(history, ModelHost.Auto, host.Kernel, Token);
        Assert.Equal(16, calls);
        Assert.Equal(6, host.Kernel.Router().Scorecard.ToScorecard().Total.Unresolved);
    }

    [Fact]
    public async Task The_same_error_again_is_answered_with_the_account_there_is()
    {
        var script = new ChatScript().Next(ScriptedAnswer.Call("Shop-pay")).Next(ScriptedAnswer.Call("Shop-pay")).Next("It does not work.");
        await using var host = await ModelHost.StartAsync(
            script,
            ladder => ladder.EscalateFunctions("rust-pro"),
            builder => builder.Plugins.AddFromFunctions("Shop",
                [KernelFunctionFactory.CreateFromMethod(string () => throw new InvalidOperationException("the card is refused"), "pay")]));

        var answer = await host.Chat.GetChatMessageContentAsync("pay", ModelHost.Auto, host.Kernel, Token);

        Assert.Equal("It does not work.", answer.Content);
        Assert.Equal(1, host.Kernel.Router().Scorecard.ToScorecard().Total.Unresolved);
        Assert.Contains("the card is refused", script.Calls[2].LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_in_pieces_has_the_verified_result_of_the_function_that_failed_first()
    {
        var calls = 0;
        var script = new ChatScript().Next(ScriptedAnswer.Call("Shop-price", """{"article":"lamp"}""")).Next("It costs 49.90.");
        await using var host = await ModelHost.StartAsync(
            script,
            ladder => ladder.EscalateFunctions("rust-pro", f => f.Repeatable("Shop-price")),
            builder => builder.Plugins.AddFromFunctions("Shop",
                [KernelFunctionFactory.CreateFromMethod((string article) => ++calls == 1 ? throw new InvalidOperationException("busy") : $"{article}: 49.90", "price")]));

        var told = new StringBuilder();
        var history = new ChatHistory();
        history.AddUserMessage("what does a lamp cost");
        await foreach (var piece in host.Chat.GetStreamingChatMessageContentsAsync(history, ModelHost.Auto, host.Kernel, Token))
        {
            told.Append(piece.Content);
        }

        Assert.Equal("It costs 49.90.", told.ToString());
        Assert.Equal(2, calls);
        Assert.All(script.Calls, call => Assert.True(call.IsStreaming));
        Assert.Equal("lamp: 49.90", script.Calls[1].LastText);
        Assert.Equal(1, host.Kernel.Router().Scorecard.ToScorecard().Total.Resolved);
    }

    [Theory]
    [InlineData("""{"article":["lamp"]}""")]
    [InlineData("""{"article":{"a":1},"amount":"many"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"amount":1e99,"article":null}""")]
    [InlineData("""not json at all""")]
    public async Task Arguments_of_the_wrong_shape_are_an_account_for_the_model_and_no_exception_for_the_host(string arguments)
    {
        var script = new ChatScript().Next(ScriptedAnswer.Call("Shop-order", arguments)).Next("I gave it wrongly.");
        await using var host = await ModelHost.StartAsync(
            script,
            ladder => ladder.EscalateFunctions("rust-pro"),
            builder => builder.Plugins.AddFromFunctions("Shop",
                [KernelFunctionFactory.CreateFromMethod((string article, int amount) => $"{amount} x {article}", "order")]));

        var answer = await host.Chat.GetChatMessageContentAsync("order lamps", ModelHost.Auto, host.Kernel, Token);

        Assert.Equal("I gave it wrongly.", answer.Content);
        Assert.DoesNotContain("   at ", script.Calls[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agents_function_called_by_a_model_gets_wrong_arguments_as_a_refusal_it_can_read()
    {
        var script = new ChatScript()
            .Next(ScriptedAnswer.Call("rust_pro-work", """{"task":"","workspace":"elsewhere"}"""))
            .Next(ScriptedAnswer.Call("rust_pro-work", """{"task":"make it compile","workspace":"../../etc"}"""))
            .Next("I cannot.");
        await using var host = await ModelHost.StartAsync(
            script,
            ladder => ladder.AddWorkspace("api", ".", new Verifier(_ => Verdict.Verified)).AddSpecialist("rust-pro", new Specialist()),
            _ => { });
        host.Kernel.Plugins.AddAgents(host.Kernel.Services, "rust-pro");

        await host.Chat.GetChatMessageContentAsync("compile it", ModelHost.Auto, host.Kernel, Token);

        Assert.Contains("elsewhere", script.Calls[1].LastText, StringComparison.Ordinal);
        Assert.Contains("api", script.Calls[1].LastText, StringComparison.Ordinal);
        Assert.Contains("Name one of these: api", script.Calls[2].LastText, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, host.Kernel.Router().Scorecard.ToScorecard().Total.Tasks);
    }
}
