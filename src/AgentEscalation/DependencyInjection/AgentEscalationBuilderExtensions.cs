using System.Diagnostics.CodeAnalysis;
using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using AgentEscalation.DependencyInjection;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Who works, verifies, advises and decides. Everything is registered by name, as a keyed service; under the empty name it serves
/// all that have nothing of their own. What is registered twice counts as registered last.</summary>
public static class AgentEscalationBuilderExtensions
{
    /// <summary>Takes up the cases that nobody goes on with, as long as the host runs: at start, when an owner is gone, when a decision came from
    /// another process, when a card has expired. Needs a journal that outlives the process. Adding twice is harmless.</summary>
    /// <param name="builder">What AddAgentEscalation gave back.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder ResumeCases(this IAgentEscalationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, CaseResumer>());
        return builder;
    }

    /// <summary>Adds a folder with agent files. The folder added first is the nearest.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">The folder; it is read, with everything below it, when the catalog is first needed.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddAgents(this IAgentEscalationBuilder builder, string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return builder.Configure(options =>
        {
            if (!options.Agents.Contains(folder))
            {
                options.Agents.Add(folder);
            }
        });
    }

    /// <summary>Gives a folder a name that tasks can use as their workspace.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name.</param>
    /// <param name="path">The folder.</param>
    /// <param name="verifier">Name of the verifier of tasks that name none; null: the agent's own.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddWorkspace(this IAgentEscalationBuilder builder, string name, string path, string? verifier = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.Configure(options => options.Workspaces[name] = new() { Path = path, Verifier = verifier });
    }

    /// <summary>Gives a folder a name that tasks can use as their workspace, and a verifier of its own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name.</param>
    /// <param name="path">The folder.</param>
    /// <param name="verifier">Judges tasks in it that name no verifier.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddWorkspace(this IAgentEscalationBuilder builder, string name, string path, IVerifier verifier) =>
        builder.AddVerifier("workspace:" + name, verifier).AddWorkspace(name, path, "workspace:" + name);

    /// <summary>Adds who works for an agent.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="agent">The agent; empty: all that have nobody of their own.</param>
    /// <param name="specialist">Who works.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddSpecialist(this IAgentEscalationBuilder builder, string agent, ISpecialist specialist) =>
        builder.AddNamed(agent, specialist);

    /// <summary>Adds who works for an agent.</summary>
    /// <typeparam name="T">Who works; made once, with services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="agent">The agent; empty: all that have nobody of their own.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddSpecialist<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IAgentEscalationBuilder builder, string agent)
        where T : class, ISpecialist => builder.AddNamed<ISpecialist, T>(agent);

    /// <summary>Adds a verifier.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Its name, or the agent's; empty: for every agent that has none of its own.</param>
    /// <param name="verifier">What verifies.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddVerifier(this IAgentEscalationBuilder builder, string name, IVerifier verifier) =>
        builder.AddNamed(name, verifier);

    /// <summary>Adds a verifier.</summary>
    /// <typeparam name="T">What verifies; made once, with services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Its name, or the agent's; empty: for every agent that has none of its own.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddVerifier<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IAgentEscalationBuilder builder, string name)
        where T : class, IVerifier => builder.AddNamed<IVerifier, T>(name);

    /// <summary>Adds who answers by a name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="responder">The name, as agent files have it; empty: by every other name.</param>
    /// <param name="adviser">Who answers.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddAdviser(this IAgentEscalationBuilder builder, string responder, IAdviser adviser) =>
        builder.AddNamed(responder, adviser);

    /// <summary>Adds who answers by a name.</summary>
    /// <typeparam name="T">Who answers; made once, with services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="responder">The name, as agent files have it; empty: by every other name.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddAdviser<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IAgentEscalationBuilder builder, string responder)
        where T : class, IAdviser => builder.AddNamed<IAdviser, T>(responder);

    /// <summary>Adds a function that answers at a level for every agent, after those that the agent itself names.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="level">Level 2 or 3.</param>
    /// <param name="advise">Answers a report; null is no answer.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddAdviser(
        this IAgentEscalationBuilder builder, Level level, Func<CaseReport, CancellationToken, ValueTask<Guidance?>> advise)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(advise);
        if (level is not (Level.PeerConsultation or Level.ArchitectureReview))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "Advisers answer at level 2 and 3.");
        }

        var adviser = new LevelAdviser(level, advise);
        if (!builder.Services.Any(service => adviser.Equals(service.ImplementationInstance)))
        {
            builder.Services.AddSingleton(adviser);
        }

        return builder;
    }

    /// <summary>Adds who proposes options for decision cards.</summary>
    /// <typeparam name="T">Who proposes; made once, with services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="agent">The agent; empty: all that have none of their own.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddOptionSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IAgentEscalationBuilder builder, string agent)
        where T : class, IOptionSource => builder.AddNamed<IOptionSource, T>(agent);

    /// <summary>Adds who proposes options for decision cards.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="agent">The agent; empty: all that have none of their own.</param>
    /// <param name="source">Who proposes.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddOptionSource(this IAgentEscalationBuilder builder, string agent, IOptionSource source) =>
        builder.AddNamed(agent, source);

    /// <summary>Asks people at a desk; see <see cref="AgentEscalationOptions.DecisionWait"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="desk">The desk.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder UseDesk(this IAgentEscalationBuilder builder, IDecisionDesk desk) => builder.Replace(desk);

    /// <summary>Keeps cases in a journal.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="journal">The journal.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder UseJournal(this IAgentEscalationBuilder builder, ICaseJournal journal) => builder.Replace(journal);

    private static IAgentEscalationBuilder Configure(this IAgentEscalationBuilder builder, Action<AgentEscalationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    private static IAgentEscalationBuilder AddNamed<T>(this IAgentEscalationBuilder builder, string name, T instance)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(instance);
        _ = name.Length == 0 ? builder.Services.AddSingleton(instance) : builder.Services.AddKeyedSingleton(name, instance);
        return builder;
    }

    private static IAgentEscalationBuilder AddNamed<TService, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IAgentEscalationBuilder builder, string name)
        where TService : class
        where T : class, TService
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        _ = name.Length == 0 ? builder.Services.AddSingleton<TService, T>() : builder.Services.AddKeyedSingleton<TService, T>(name);
        return builder;
    }

    private static IAgentEscalationBuilder Replace<T>(this IAgentEscalationBuilder builder, T instance)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(instance);
        builder.Services.Replace(ServiceDescriptor.Singleton(instance));
        return builder;
    }
}
