namespace AgentEscalation.Agents;

/// <summary>The findings that need more than one file.</summary>
internal sealed class CatalogChecks(AgentCatalog catalog)
{
    private readonly List<AgentDiagnostic> _found = [];

    public IEnumerable<AgentDiagnostic> Run()
    {
        var nearer = new Dictionary<string, AgentDefinition>(StringComparer.Ordinal);
        foreach (var root in catalog.Roots)
        {
            var agents = root.Files.Select(f => f.Agent).OfType<AgentDefinition>().ToList();
            CheckNames(agents, nearer);
            foreach (var agent in agents)
            {
                CheckTargets(agent);
                CheckMentions(agent);
            }

            foreach (var agent in agents)
            {
                nearer.TryAdd(agent.Name, agent);
            }
        }

        foreach (var (agent, at, path) in EscalationCycles.Find(catalog))
        {
            Add(agent, "AE0504", at, "The escalation goes round: " + string.Join(" -> ", path), "let one of them escalate to somebody outside");
        }

        return _found;
    }

    private void CheckNames(List<AgentDefinition> agents, Dictionary<string, AgentDefinition> nearer)
    {
        foreach (var same in agents.GroupBy(a => a.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            foreach (var agent in same)
            {
                if (same.FirstOrDefault(a => a != agent && a.Name == agent.Name) is { } twin)
                {
                    Add(agent, "AE0220", agent.NamePosition, $"The name '{agent.Name}' is also defined in {twin.Path}, in the same root",
                        "rename or remove one; until then the name finds neither");
                }
                else
                {
                    var other = same.First(a => a != agent);
                    Add(agent, "AE0207", agent.NamePosition, $"The name '{agent.Name}' differs from '{other.Name}' in {other.Path} by case only",
                        "rename one of them");
                }
            }
        }

        foreach (var agent in agents)
        {
            if (nearer.TryGetValue(agent.Name, out var winner))
            {
                Add(agent, "AE0221", agent.NamePosition, $"The name '{agent.Name}' is shadowed by {winner.Path}, which is in a nearer root");
            }
        }
    }

    private void CheckTargets(AgentDefinition agent)
    {
        foreach (var level in agent.Protocol?.Levels ?? [])
        {
            var reachable = level.To.Any(t => t.Kind == AddresseeKind.User || catalog.Resolve(t) is not null);
            foreach (var to in level.To)
            {
                if (to.Kind == AddresseeKind.User)
                {
                    continue;
                }

                var target = catalog.Resolve(to);
                if (target is null)
                {
                    ReportMissing(agent, level, to, reachable);
                    continue;
                }

                if (to.Kind == AddresseeKind.Bare)
                {
                    Add(agent, "AE0503", to.Position, $"'{to.Text}' was taken for the agent '{target.Name}'", $"write @{target.Name}");
                }

                if (target.Protocol is null or { Levels.IsEmpty: true })
                {
                    Add(agent, "AE0507", to.Position, $"'{target.Name}' has no escalation protocol of its own; it only answers");
                }
            }
        }
    }

    private void ReportMissing(AgentDefinition agent, ProtocolLevel level, Addressee to, bool reachable)
    {
        if (to.Kind == AddresseeKind.Bare)
        {
            Add(agent, "AE0502", to.Position, $"'{to.Text}' is a role in words and no agent's name", "name an agent with @");
        }

        if (to.Kind == AddresseeKind.Mention || !reachable)
        {
            var rest = reachable ? "the next alternative is asked" : $"nobody answers at level {level.Number}";
            Add(agent, "AE0501", to.Position, $"No agent is called '{to.Text}'; {rest}", "add the agent or name another one",
                reachable ? null : DiagnosticSeverity.Error);
        }
    }

    private void CheckMentions(AgentDefinition agent)
    {
        var targets = (agent.Protocol?.Levels ?? []).SelectMany(l => l.To).Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var mention in agent.Mentions)
        {
            if (!targets.Contains(mention.Text) && catalog.Resolve(mention) is null)
            {
                Add(agent, "AE0506", mention.Position, $"The text mentions @{mention.Text}, and no agent is called that");
            }
        }
    }

    private void Add(AgentDefinition agent, string code, SourcePosition position, string message, string? hint = null, DiagnosticSeverity? severity = null) =>
        _found.Add(new AgentDiagnostic
        {
            Code = code,
            Severity = severity ?? DiagnosticRule.SeverityOf(code),
            Path = agent.Path,
            Position = position,
            Message = message,
            Hint = hint,
        });
}
