using AgentEscalation.Agents;
using AgentEscalation.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>Makes the plugins of agents. All of them are made and checked before one is added.</summary>
internal static class AgentPlugins
{
    /// <summary>Marks a function as an agent's own, so that the filter lets it pass and adding twice is seen.</summary>
    public const string Mark = "agent_escalation.agent";

    public static IReadOnlyList<KernelPlugin> Make(IServiceProvider services, IReadOnlyCollection<string> names)
    {
        var catalog = services.GetService<AgentCatalog>() ?? throw new InvalidOperationException(
            "These services have no AgentEscalation. Call services.AddAgentEscalation() before the kernel is built, and pass kernel.Services.");
        var agents = names.Count == 0 ? [.. catalog.Agents] : names.Distinct(StringComparer.Ordinal).Select(catalog.Get).ToList();
        var roles = new AgentRoles(catalog);
        var rooms = new Rooms(services);
        var workplaces = new Workplaces(services.GetRequiredService<IOptions<AgentEscalationOptions>>().Value);
        List<KernelPlugin> plugins = [];
        foreach (var agent in agents)
        {
            plugins.Add(Plugin(
                PluginName.Of(agent.Name), agent.Name, AgentDescription.Of(agent), new AgentFunctions(agent, rooms, workplaces).Of(roles.Of(agent.Name))));
        }

        string[] specialists = [.. agents.Where(agent => roles.Of(agent.Name) == AgentRole.Specialist).Select(agent => agent.Name)];
        plugins.Add(Plugin(
            EscalationPlugin.Name, EscalationPlugin.Owner, EscalationPlugin.Description, new EscalationPlugin(rooms, workplaces, specialists).Functions()));
        return plugins;
    }

    /// <summary>Whether a function belongs to one of these plugins.</summary>
    public static bool Has(KernelFunction function) => function.Metadata.AdditionalProperties.ContainsKey(Mark);

    /// <summary>Whose function it is; null when it is nobody's.</summary>
    public static string? AgentOf(KernelPlugin plugin) =>
        plugin.FirstOrDefault()?.Metadata.AdditionalProperties.TryGetValue(Mark, out var agent) == true ? agent as string : null;

    private static KernelPlugin Plugin(string name, string agent, string description, IEnumerable<KernelFunction> functions)
    {
        List<KernelFunction> marked = [.. functions];
        foreach (var function in marked)
        {
            function.Metadata.AdditionalProperties = new(new Dictionary<string, object?>(StringComparer.Ordinal) { [Mark] = agent });
        }

        return KernelPluginFactory.CreateFromFunctions(name, description, marked);
    }
}
