namespace AgentEscalation.Agents;

/// <summary>Finds agents whose ladders lead back to themselves. Harmless while running, because a callee only answers and the caller's ladder
/// goes on; but whoever wrote it expected somebody with a wider view.</summary>
internal static class EscalationCycles
{
    public static IEnumerable<(AgentDefinition Agent, SourcePosition At, List<string> Path)> Find(AgentCatalog catalog)
    {
        var edges = catalog.Agents.ToDictionary(a => a.Name, a => Targets(a, catalog), StringComparer.Ordinal);
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var agent in catalog.Agents)
        {
            if (reported.Contains(agent.Name) || ShortestWayBack(agent.Name, edges) is not { } path)
            {
                continue;
            }

            reported.UnionWith(path);
            yield return (agent, edges[agent.Name].First(e => e.Name == path[1]).At, path);
        }
    }

    private static List<(string Name, SourcePosition At)> Targets(AgentDefinition agent, AgentCatalog catalog) =>
        [.. (agent.Protocol?.Levels ?? []).SelectMany(l => l.To)
            .Select(t => (Agent: catalog.Resolve(t), t.Position))
            .Where(t => t.Agent is not null && t.Agent.Name != agent.Name)
            .Select(t => (t.Agent!.Name, t.Position))];

    private static List<string>? ShortestWayBack(string start, Dictionary<string, List<(string Name, SourcePosition At)>> edges)
    {
        var from = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var (next, _) in edges[current])
            {
                if (next == start)
                {
                    List<string> path = [start];
                    for (var step = current; step != start; step = from[step])
                    {
                        path.Insert(0, step);
                    }

                    path.Insert(0, start);
                    return path;
                }

                if (from.TryAdd(next, current))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }
}
