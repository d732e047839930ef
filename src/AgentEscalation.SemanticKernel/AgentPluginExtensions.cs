using AgentEscalation.SemanticKernel.Plugins;

namespace Microsoft.SemanticKernel;

/// <summary>Puts agents into a kernel.</summary>
public static class AgentPluginExtensions
{
    /// <summary>Adds a plugin for each agent, named as the agent with <c>_</c> for every other sign than a letter or digit, and the plugin
    /// <c>escalation</c>. A specialist offers <c>work</c>; who is asked at level 2 by some agent's file offers <c>consult</c>; who is asked at
    /// level 3, <c>review</c>. The functions return JSON and say in it what went wrong; only cancellation is thrown. Adding the same agents
    /// again does nothing.</summary>
    /// <param name="plugins">The plugins of a kernel. Not safe for several threads at once, like the kernel's own methods.</param>
    /// <param name="services">Services with AgentEscalation, as a rule <c>kernel.Services</c>.</param>
    /// <param name="agents">Names of agents; none: every agent of the catalog.</param>
    /// <returns>The plugins that were added.</returns>
    /// <exception cref="InvalidOperationException">The services have no AgentEscalation, or a plugin's name is taken. Nothing was added.</exception>
    /// <exception cref="global::AgentEscalation.Agents.AgentNotFoundException">The catalog has no agent of a name. Nothing was added.</exception>
    public static IReadOnlyList<KernelPlugin> AddAgents(
        this ICollection<KernelPlugin> plugins, IServiceProvider services, params IEnumerable<string> agents)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(agents);
        var made = AgentPlugins.Make(services, [.. agents]);
        var taken = new Dictionary<string, KernelPlugin>(StringComparer.OrdinalIgnoreCase);
        foreach (var plugin in plugins)
        {
            taken.TryAdd(plugin.Name, plugin);
        }

        List<KernelPlugin> added = [];
        foreach (var plugin in made)
        {
            if (taken.TryAdd(plugin.Name, plugin))
            {
                added.Add(plugin);
                continue;
            }

            var agent = AgentPlugins.AgentOf(plugin)!;
            if (AgentPlugins.AgentOf(taken[plugin.Name]) is not { } other)
            {
                throw new InvalidOperationException(
                    $"The kernel has a plugin '{plugin.Name}' already, which is what agent '{agent}' would be called. Give that plugin another name, "
                    + "or name the agents to add: AddAgents(services, \"...\").");
            }

            if (other != agent)
            {
                throw new InvalidOperationException(
                    $"The agents '{other}' and '{agent}' would both be the plugin '{plugin.Name}'. Rename one of them, or name the agents to add.");
            }
        }

        foreach (var plugin in added)
        {
            plugins.Add(plugin);
        }

        return added;
    }
}
