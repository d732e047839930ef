using AgentEscalation.Agents;
using AgentEscalation.Routing;

namespace AgentEscalation.Chat;

/// <summary>Puts models behind a router's agents.</summary>
public static class ChatRouterBuilderExtensions
{
    /// <summary>Puts a chat specialist and chat advisers behind all agents of the catalog that have nobody of their own. A specialist or
    /// adviser that serves all agents (<c>UseRust</c>) goes first in each attempt and consult; the model gets what it leaves.</summary>
    /// <param name="builder">The router's builder; its catalog names the agents.</param>
    /// <param name="configure">Adds clients and says what they serve. With one client and no tiers it serves all.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">When the router is made: an agent's model is served by nobody, an envelope limits money
    /// and a price is missing, or an agent's file allows a tool that does not exist.</exception>
    public static RouterBuilder UseChat(this RouterBuilder builder, Action<ChatSetup> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var setup = new ChatSetup();
        configure(setup);
        setup.Complete();
        return builder.UseChat(new ChatModels(setup.Models, setup.Find), setup.AllTools);
    }

    /// <summary>The same with models that were put together elsewhere.</summary>
    /// <param name="builder">The router's builder; its catalog names the agents.</param>
    /// <param name="models">The models.</param>
    /// <param name="tools">Tools for specialists; null for none.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">As above.</exception>
    public static RouterBuilder UseChat(this RouterBuilder builder, ChatModels models, IReadOnlyList<IAgentTools>? tools = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(models);
        return builder.StandBy(b => Behind(b, models, tools ?? []));
    }

    private static Standby Behind(RouterBuilder builder, ChatModels models, IReadOnlyList<IAgentTools> tools)
    {
        var catalog = builder.Agents ?? AgentCatalog.BuiltIn;
        var faults = ChatFaults.Find(models, catalog, builder.HasOwn, [.. tools.SelectMany(t => t.Names)]);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        }

        var specialist = new ChatSpecialist(models, tools, builder.Clock);
        return new()
        {
            Specialist = (agent, first) => catalog.Find(agent) is null ? first
                : first is null ? specialist
                : new LayeredSpecialist(first, specialist),
            Adviser = (name, first) => catalog.Find(name) is not { } definition ? first
                : first is null ? new ChatAdviser(definition, models, builder.Clock)
                : new LayeredAdviser(first, new ChatAdviser(definition, models, builder.Clock)),
        };
    }
}
