using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Tests.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgentEscalation.Tests.DependencyInjection;

public sealed class AddAgentEscalationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static HostApplicationBuilder Builder(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("AgentEscalation:" + setting.Key, setting.Value)));
        return builder;
    }

    [Fact]
    public async Task Specialists_verifiers_and_advisers_are_found_by_name_with_a_default()
    {
        var builder = Builder();
        builder.AddAgentEscalation()
            .AddSpecialist("rust-pro", new Specialist((_, _) => default))
            .AddVerifier("", new Verifier(attempt => attempt.Level == Level.PeerConsultation ? Verdict.Verified : Script.Bad()))
            .AddVerifier("always", new Verifier(_ => Verdict.Verified))
            .AddAdviser("", new Adviser(_ => Script.Advice));
        using var host = builder.Build();
        var router = host.Services.GetRequiredService<EscalationRouter>();
        var run = await router.RunAsync(AgentTask.Work("rust-pro", "mend it"), Token);
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), run.Outcome);
        Assert.Equal(Outcome.Completed, (await router.RunAsync(AgentTask.Work("rust-pro", "mend it") with { Verifier = "always" }, Token)).Outcome);
        await Assert.ThrowsAsync<TaskRefusedException>(async () => await router.RunAsync(AgentTask.Work("tech-lead-orchestrator", "x"), Token));
        Assert.Contains("no agent 'nobody'", (await Assert.ThrowsAsync<TaskRefusedException>(async () =>
            await router.RunAsync(AgentTask.Work("nobody", "x"), (_, _) => new ValueTask<int>(1), (_, _) => new(Verdict.Verified), Token))).Message);
    }

    [Fact]
    public async Task A_specialist_that_is_registered_by_name_needs_no_agent_file()
    {
        var builder = Builder();
        builder.AddAgentEscalation().AddSpecialist("date-keeper", new Specialist((_, _) => default)).AddVerifier("", new Verifier(_ => Verdict.Verified));
        using var host = builder.Build();
        var run = await host.Services.GetRequiredService<EscalationRouter>().RunAsync(AgentTask.Work("date-keeper", "mend it"), Token);
        Assert.Equal(Outcome.Completed, run.Outcome);
    }

    [Fact]
    public async Task A_function_answers_at_a_level_and_saying_it_twice_counts_once()
    {
        var asked = 0;
        ValueTask<Guidance?> Advise(CaseReport report, CancellationToken token)
        {
            asked++;
            return new((Guidance?)null);
        }

        Func<CaseReport, CancellationToken, ValueTask<Guidance?>> advise = Advise;
        var services = new ServiceCollection();
        services.AddAgentEscalation().AddAdviser(Level.PeerConsultation, advise);
        services.AddAgentEscalation().AddAdviser(Level.PeerConsultation, advise);
        await using var provider = services.BuildServiceProvider();
        var run = await provider.GetRequiredService<EscalationRouter>().RunAsync("x", (_, _) => new ValueTask<int>(1), (_, _) => new(Script.Bad()), Token);
        Assert.NotNull(run.Ticket);
        Assert.Equal(1, asked);
        Assert.Single(provider.GetServices<EscalationRouter>());
        Assert.Single(provider.GetServices<ICaseJournal>());
    }

    [Fact]
    public void Options_come_from_the_configuration_and_then_from_code()
    {
        var builder = Builder(("Concurrency", "7"), ("ConcurrencyByAgent:rust-pro", "2"), ("DecisionWait", "00:01:00"), ("Workspaces:api:Path", "./api"), ("CaptureContent", "true"));
        builder.AddAgentEscalation(options => options.Concurrency = 8);
        using var host = builder.Build();
        var options = host.Services.GetRequiredService<IOptions<AgentEscalationOptions>>().Value;
        Assert.Equal((8, 2, TimeSpan.FromMinutes(1), "./api", true), (options.Concurrency, options.ConcurrencyByAgent["rust-pro"], options.DecisionWait, options.Workspaces["api"].Path, options.CaptureContent));
    }

    [Theory]
    [InlineData("Concurrency", "0", "Concurrency")]
    [InlineData("Resolutions", "-1", "Resolutions")]
    [InlineData("ConcurrencyByAgent:rust-pro", "0", "rust-pro")]
    [InlineData("DecisionWait", "-00:01:00", "DecisionWait")]
    [InlineData("Agents:0", "/no/such/folder", "does not exist")]
    [InlineData("Workspaces:api:Verifier", "test", "api")]
    public async Task What_is_wrong_is_said_at_start(string key, string value, string said)
    {
        var builder = Builder((key, value));
        builder.AddAgentEscalation();
        using var host = builder.Build();
        var e = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Contains(said, e.Message);
    }

    [Fact]
    public async Task Agents_of_a_folder_are_in_the_catalog_and_give_the_policy()
    {
        var folder = Directory.CreateTempSubdirectory("agents-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "sql-pro.md"),
                "---\nname: sql-pro\ndescription: Writes SQL.\nescalation:\n  levels:\n    - level: 1\n      attempts: 4\n---\nYou write SQL.\n", Token);
            var services = new ServiceCollection();
            services.AddAgentEscalation().AddAgents(folder.FullName).AddAgents(folder.FullName)
                .AddSpecialist("sql-pro", new Specialist((attempt, _) =>
                {
                    Assert.Equal("Writes SQL.", attempt.Definition?.Description);
                    return default;
                }))
                .AddVerifier("", new Verifier(_ => Script.Bad()));
            await using var provider = services.BuildServiceProvider();
            Assert.NotNull(provider.GetRequiredService<AgentCatalog>().Find("rust-pro"));
            var run = await provider.GetRequiredService<EscalationRouter>().RunAsync(AgentTask.Work("sql-pro", "x"), Token);
            var policy = Assert.IsType<AgentEscalation.Cases.Events.CaseOpened>(run.Events[0]).Policy;
            Assert.Equal(4, policy.SelfRecovery.Attempts);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_desk_and_the_journal_of_the_host_are_used()
    {
        var journal = new InMemoryJournal();
        var services = new ServiceCollection();
        services.AddAgentEscalation(options => options.DecisionWait = TimeSpan.FromMinutes(1)).UseJournal(journal).UseDesk(new Desk((card, _) => new(card.Stop())));
        await using var provider = services.BuildServiceProvider();
        var router = provider.GetRequiredService<EscalationRouter>();
        Assert.Same(journal, router.Journal);
        var run = await router.RunAsync("x", (_, _) => new ValueTask<int>(1), (_, _) => new(Script.Bad()), Token);
        Assert.Equal(UnresolvedReason.Stopped, run.Outcome?.Reason);
        Assert.IsAssignableFrom<IDecisionDesk>(provider.GetRequiredService<IDecisionDesk>());
    }

    [Fact]
    public async Task The_scorecard_counts_cases_and_tasks_without_one()
    {
        var router = new Script(Verdict.Verified).Router();
        await router.RunAsync(Script.Task, (_, _) => new ValueTask<int>(1), (_, _) => new(Verdict.Verified), Token);
        var script = new Script(Script.Bad(), Verdict.Verified);
        await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        var card = router.Scorecard.ToScorecard();
        Assert.NotNull(card);
    }
}
