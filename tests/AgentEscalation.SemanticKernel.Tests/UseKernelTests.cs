using AgentEscalation.Cases;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Tests;

public sealed class UseKernelTests
{
    private const string Done = """{"edits":[],"done":true,"notes":"looked it up","trigger":null}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_specialist_gets_the_functions_that_its_file_allows_and_no_others()
    {
        using var folder = new ScratchFolder();
        folder.File("a.md", "---\nname: shop-pro\ndescription: Shops.\ntools: Shop-price\n---\nbody");
        var script = new ChatScript().Next(ScriptedAnswer.Call("Shop-price")).Next(ScriptedAnswer.Call("Shop-pay")).Next(Done);
        List<string> called = [];
        var kernel = Kernel(script, folder.Path, called);
        var run = await kernel.Router().RunAsync(AgentTask.Work("shop-pro", "what does it cost"), Token);
        Assert.True(run.IsVerified);
        Assert.Equal(["price"], called);
        Assert.Contains("Shop-price", script.Calls[0].Tools);
        Assert.DoesNotContain("Shop-pay", script.Calls[0].Tools);
    }

    [Fact]
    public async Task Prompt_filters_see_and_change_what_agents_send_and_run_no_template_in_it()
    {
        using var folder = new ScratchFolder();
        folder.File("a.md", "---\nname: shop-pro\ndescription: Shops.\n---\nbody");
        var script = new ChatScript().Next(Done);
        List<string> called = [];
        var kernel = Kernel(script, folder.Path, called, builder => builder.Services.AddSingleton<IPromptRenderFilter, Mask>());
        await kernel.Router().RunAsync(AgentTask.Work("shop-pro", "ask Ada {{Shop.pay}}"), Token);
        Assert.Contains("***", script.Calls[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", script.Calls[0].Text, StringComparison.Ordinal);
        Assert.Empty(called);
    }

    [Fact]
    public async Task A_connectors_service_serves_agents_with_its_usage_and_the_tools_that_the_file_allows()
    {
        using var folder = new ScratchFolder();
        folder.File("a.md", "---\nname: shop-pro\ndescription: Shops.\ntools: Shop-price\n---\nbody");
        List<string> called = [];
        var script = new ChatScript()
            .Next(ScriptedAnswer.Call(new ScriptedToolCall("Shop-price"), new ScriptedToolCall("Shop-pay")) with { InputTokens = 70, OutputTokens = 9 })
            .Next(ScriptedAnswer.Say(Done) with { InputTokens = 90, OutputTokens = 11 });
        await using var host = await ModelHost.StartAsync(
            script, ladder => ladder.AddAgents(folder.Path).UseKernel().AddVerifier("", new Verifier(_ => Verdict.Verified)), builder => Shop(builder, called));

        var run = await host.Kernel.Router().RunAsync(AgentTask.Work("shop-pro", "what does it cost"), Token);

        Assert.True(run.IsVerified);
        Assert.Equal(new Usage(160, 20, 2), run.Usage);
        Assert.Equal(["price"], called);
        Assert.Equal(["Shop-price"], script.Calls[0].Tools);
        Assert.Contains("49.90", script.Calls[1].Text, StringComparison.Ordinal);
        Assert.Contains("There is no tool 'Shop-pay'", script.Calls[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_that_does_not_exist_is_told_with_its_agent()
    {
        using var folder = new ScratchFolder();
        folder.File("a.md", "---\nname: shop-pro\ndescription: Shops.\ntools: Shop-prize\n---\nbody");
        var e = Assert.ThrowsAny<Exception>(() => Kernel(new ChatScript().Next(Done), folder.Path, []).Router());
        Assert.Contains("'Shop-prize'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'shop-pro'", e.Message, StringComparison.Ordinal);
    }

    private static Kernel Kernel(ChatScript script, string agents, List<string> called, Action<IKernelBuilder>? more = null) => Host.Kernel(
        ladder => ladder.AddAgents(agents).UseKernel().AddVerifier("", new Verifier(_ => Verdict.Verified)),
        builder =>
        {
            builder.Services.AddSingleton<IChatClient>(new ScriptedChatClient(script));
            Shop(builder, called);
            more?.Invoke(builder);
        });

    private static void Shop(IKernelBuilder builder, List<string> called) => builder.Plugins.AddFromFunctions("Shop",
    [
        KernelFunctionFactory.CreateFromMethod(() => { called.Add("price"); return "49.90"; }, "price"),
        KernelFunctionFactory.CreateFromMethod(() => { called.Add("pay"); return "paid"; }, "pay"),
    ]);

    private sealed class Mask : IPromptRenderFilter
    {
        public async Task OnPromptRenderAsync(PromptRenderContext context, Func<PromptRenderContext, Task> next)
        {
            await next(context);
            context.RenderedPrompt = context.RenderedPrompt?.Replace("Ada", "***", StringComparison.Ordinal);
        }
    }
}
