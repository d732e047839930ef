using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Chat;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Rust;
using AgentEscalation.Testing.Assertions;
using AgentEscalation.Testing.Decisions;
using AgentEscalation.Testing.Endpoint;
using AgentEscalation.Testing.Faults;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Tests.Pages;

/// <summary>The code of the pages about models, as a user would write it. What stands between the fences of a page stands here, line by line.</summary>
internal static class PageCode
{
    public static IHost ModelsOfAHost(HostApplicationBuilder builder, IChatClient cheap, IChatClient strong)
    {
        builder.Services.AddKeyedSingleton<IChatClient>("cheap", cheap);
        builder.Services.AddKeyedSingleton<IChatClient>("strong", strong);
        builder.AddAgentEscalation().AddAgents("agents").UseRust().UseChat();
        return builder.Build();
    }

    public static EscalationRouter ModelsWithoutAHost(AgentCatalog catalog, IChatClient cheap, IChatClient strong)
    {
        var router = EscalationRouter.Create(o => o.Catalog(catalog).UseRust().UseChat(chat => chat
            .Client("cheap", cheap).Client("strong", strong)
            .Tier("haiku", "cheap").Tier("sonnet", "strong", "cheap").Tier("inherit", "strong")));
        return router;
    }

    public static IHost ProvidersOfAHost(HostApplicationBuilder builder)
    {
        builder.AddAgentEscalation().AddAgents("agents").UseProviders(builder.Configuration);
        return builder.Build();
    }

    public static Kernel AnApplicationsKernel(IKernelBuilder builder)
    {
        builder.Services.AddAgentEscalation().AddAgents("agents").AddWorkspace("api", "./api", RustVerifier.Test)
               .EscalateFunctions("rust-pro", f => f.Repeatable("Build-compile"));
        var kernel = builder.Build();
        kernel.Plugins.AddAgents(kernel.Services);
        return kernel;
    }

    public static Kernel AKernelBehindTheAgents(IKernelBuilder builder, string key)
    {
        builder.AddOpenAIChatClient("gpt-4o", key);
        builder.Services.AddAgentEscalation().UseKernel();
        return builder.Build();
    }

    public static ChatScript AScript()
    {
        var script = new ChatScript()
            .When(call => call.Contains("E0382"), ScriptedAnswer.Say("""{"edits": [...], "done": true, "notes": "cloned it", "trigger": null}"""))
            .Next(ScriptedAnswer.Fail(ScriptedFault.TooManyRequests(TimeSpan.FromSeconds(1))))
            .Next(ScriptedAnswer.Call("read_file", """{"path":"src/lib.rs"}"""))
            .Next(ScriptedAnswer.Say("done") with { Delay = TimeSpan.FromSeconds(5), InputTokens = 900, OutputTokens = 40 });
        return script;
    }

    public static EscalationRouter AModelInTheProcess(ChatScript script, TimeProvider fakeTime, AgentCatalog catalog)
    {
        using var client = new ScriptedChatClient(script, fakeTime);
        var router = EscalationRouter.Create(o => o.Catalog(catalog).UseChat(c => c.Client("scripted", client)));
        return router;
    }

    public static async Task AModelOverHttp(ChatScript script, Func<ScriptedEndpoint, Task> use)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(script, new() { Key = "expected", Models = ["small"] });
        await use(endpoint);
        Assert.Equal(2, endpoint.Requests.Length);
        Assert.Equal(0, script.TurnsLeft);
    }

    public static async Task APersonAndWhatIsSaidOfTheClimb(
        EscalationPolicy policy, string key, Func<Attempt, CancellationToken, ValueTask<string>> work,
        Func<string, CancellationToken, ValueTask<Verdict>> verify, CancellationToken token)
    {
        var desk = new ScriptedDesk().Retry("use an Arc");
        var router = EscalationRouter.Create(o => o.Policy(policy).Desk(desk, wait: TimeSpan.FromMinutes(1))
            .Adviser(Level.PeerConsultation, (report, _) => new(Guidance.Of("clone it")))
            .Adviser(Level.ArchitectureReview, (report, _) => new(Guidance.Of("share it"))));

        var run = await router.RunAsync("share the cache between threads", work, verify, token);

        ClimbAssert.That(run).IsResolvedAt(Level.UserDecision)
            .HasAttempts(Level.SelfRecovery, 2)
            .Asked(Level.PeerConsultation, "peer-consultation")
            .EscalatedBecause(Level.SelfRecovery, EscalationCause.AttemptsUsed)
            .NeverWentDown().StayedWithinItsAttempts().UsedAtMost(calls: 10);
        ClimbAssert.That(run).Report(Level.ArchitectureReview)
            .HasFields().TellsAttempts(3).Says(ReportPart.Error, "E0382").HasNoSecret(key).FitsIn(8_000);
        Assert.Empty(desk.Faults);
    }

    public static FaultingJournal AJournalThatFails(ICaseJournal inner)
    {
        var journal = new FaultingJournal(inner, append => append == 3 ? JournalFault.AcknowledgementLost : JournalFault.None);
        return journal;
    }
}
