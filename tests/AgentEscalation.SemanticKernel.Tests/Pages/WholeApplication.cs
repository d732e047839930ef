using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Rust;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Tests.Pages;

/// <summary>What three kinds of application write to get the ladder, each whole.</summary>
internal static class WholeApplication
{
    public static Kernel AKernel(IKernelBuilder builder)
    {
        builder.Services.AddAgentEscalation().AddAgents("agents").AddWorkspace("api", "./api", RustVerifier.Test)
               .EscalateFunctions("rust-pro", f => f.Repeatable("Build-compile"));
        var kernel = builder.Build();
        kernel.Plugins.AddAgents(kernel.Services);
        return kernel;
    }

    public static async Task<RunResult<string>> AnythingElse(ISqlPeople people, CancellationToken token)
    {
        var router = EscalationRouter.Create(o => o.Policy(EscalationPolicy.Default)
            .Adviser(Level.PeerConsultation, (report, t) => people.AskDba(report, t)));
        var run = await router.RunAsync<string>("monthly revenue by region",
            work:   (attempt, t) => people.WriteSql(attempt.Task, attempt.Last, attempt.Guidance, t),
            verify: async (sql, t) => await people.Explain(sql, t) is { } error ? Verdict.Failed(error) : Verdict.Verified, token);
        return run;
    }

    public static async Task<RunResult> AHostWithRustAndStorage(
        HostApplicationBuilder builder, string storage, Action<IServiceCollection> more, string workspace,
        Func<DecisionCard, Task<Decision>> askUser, CancellationToken stopping)
    {
        builder.AddAgentEscalation().AddAgents("agents").UseRust().UseSqlite(storage);
        more(builder.Services);
        using var host = builder.Build();
        var router = host.Services.GetRequiredService<EscalationRouter>();
        var task = AgentTask.Verify("rust-pro", "make the tests pass", workspace) with { Deadline = TimeSpan.FromMinutes(10) };
        var run = await router.RunAsync(task, stopping);
        if (run.Ticket is { } ticket) run = await router.DecideAsync(ticket, await askUser(ticket.Card), stopping);
        return run;
    }

    internal interface ISqlPeople
    {
        ValueTask<Guidance?> AskDba(CaseReport report, CancellationToken token);

        ValueTask<string> WriteSql(AgentTask task, Failure? last, Guidance? guidance, CancellationToken token);

        ValueTask<string?> Explain(string sql, CancellationToken token);
    }
}
