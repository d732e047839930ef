using System.Diagnostics.Metrics;
using AgentEscalation.Agents;
using AgentEscalation.Chat;
using AgentEscalation.Decisions;
using AgentEscalation.Journal;
using AgentEscalation.Memory;
using AgentEscalation.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AgentEscalation.DependencyInjection;

/// <summary>Puts the router together from services: names are service keys, the one without a key serves all.</summary>
internal static class RouterFactory
{
    public static EscalationRouter Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentEscalationOptions>>().Value;
        var builder = new RouterBuilder
        {
            Meters = services.GetService<IMeterFactory>(),
            Stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default,
        }
            .Catalog(services.GetRequiredService<AgentCatalog>())
            .Specialists(Keyed<ISpecialist>(services))
            .Verifiers(Named<IVerifier>(services))
            .NamedAdvisers(Keyed<IAdviser>(services))
            .Advisers(_ => services.GetService<IAdviser>())
            .OptionSources(Named<IOptionSource>(services))
            .Journal(services.GetRequiredService<ICaseJournal>())
            .Memory(services.GetService<IResolutionMemory>())
            .TimeProvider(services.GetService<TimeProvider>() ?? TimeProvider.System)
            .Telemetry(services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance, options.CaptureContent)
            .Concurrency(options.Concurrency);
        foreach (var (agent, limit) in options.ConcurrencyByAgent)
        {
            builder.Concurrency(agent, limit);
        }

        foreach (var (name, workspace) in options.Workspaces)
        {
            builder.Workspace(name, workspace.Path, workspace.Verifier);
        }

        foreach (var adviser in services.GetServices<LevelAdviser>())
        {
            builder.Adviser(adviser.Level, adviser.Advise);
        }

        if (services.GetService<ISpecialist>() is { } specialist)
        {
            builder.Specialist("", specialist);
        }

        if (services.GetService<ChatModels>() is { } models)
        {
            builder.UseChat(models, [.. services.GetServices<IAgentTools>()]);
        }

        if (services.GetService<IDecisionDesk>() is { } desk)
        {
            builder.Desk(desk, options.DecisionWait);
        }

        return builder.Build();
    }

    private static Func<string, T?> Keyed<T>(IServiceProvider services)
        where T : class => name => name.Length > 0 ? services.GetKeyedService<T>(name) : null;

    private static Func<string, T?> Named<T>(IServiceProvider services)
        where T : class =>
        name => (name.Length > 0 ? services.GetKeyedService<T>(name) : null) ?? services.GetService<T>();
}
