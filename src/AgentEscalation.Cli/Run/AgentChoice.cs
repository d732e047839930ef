using AgentEscalation.Agents;

namespace AgentEscalation.Cli.Run;

/// <summary>The agent that a run is for, checked before anything else happens.</summary>
/// <param name="Catalog">All agents that can be called.</param>
/// <param name="Agent">The one that works.</param>
internal sealed record AgentChoice(AgentCatalog Catalog, AgentDefinition Agent)
{
    /// <summary>Finds the agent.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="directory">A folder that wins over the agents that ship; null: only those.</param>
    /// <returns>The agent, fit to work.</returns>
    /// <exception cref="BadInputException">There is none, its file has an error, or a level names nobody who exists.</exception>
    public static AgentChoice Find(string name, string? directory)
    {
        var catalog = Load(directory);
        AgentDefinition agent;
        try
        {
            agent = catalog.Get(name);
        }
        catch (AgentNotFoundException e)
        {
            throw new BadInputException(e.Message, null, "See `agent-escalation agents list`.");
        }

        if (agent.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new BadInputException($"The file of agent '{name}' has an error", error.ToString(), "Mend it; `agent-escalation agents validate` shows all of them.");
        }

        RequireResponders(agent, catalog);
        return new(catalog, agent);
    }

    private static AgentCatalog Load(string? directory)
    {
        try
        {
            return directory is null ? AgentCatalog.BuiltIn : AgentCatalog.Load(directory);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"The agents' folder '{directory}' cannot be read", $"--agents: {e.Message.TrimEnd('.')}", "Name a folder with agent files.");
        }
    }

    // A level that names only agents that do not exist would be passed over without a word.
    private static void RequireResponders(AgentDefinition agent, AgentCatalog catalog)
    {
        foreach (var level in agent.Protocol?.Levels ?? [])
        {
            var agents = level.To.Where(to => to.Kind != AddresseeKind.User).ToList();
            if (agents.Count > 0 && !level.IsForUser && agents.TrueForAll(to => catalog.Resolve(to) is not { } other || other.Name == agent.Name))
            {
                throw new BadInputException(
                    $"Nobody can answer at level {level.Number} of agent '{agent.Name}': {string.Join(", ", agents.Select(to => to.Text))} "
                        + (agents.Count == 1 ? "is no agent" : "are no agents"),
                    $"{agent.Path}:{agents[0].Position}",
                    "Put a file with that name into the folder given by --agents, or name one of `agent-escalation agents list`.");
            }
        }
    }
}
