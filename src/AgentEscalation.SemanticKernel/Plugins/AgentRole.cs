using AgentEscalation.Agents;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>What others may ask of an agent.</summary>
internal enum AgentRole
{
    /// <summary>It works.</summary>
    Specialist,

    /// <summary>It answers reports of level 2.</summary>
    Coordinator,

    /// <summary>It answers reports of level 3.</summary>
    Architect,
}

/// <summary>Roles are read from the catalog: who is asked at level 3 by anybody is an architect, who only at level 2 a coordinator.</summary>
internal sealed class AgentRoles
{
    private readonly HashSet<string> _coordinators = new(StringComparer.Ordinal);
    private readonly HashSet<string> _architects = new(StringComparer.Ordinal);

    public AgentRoles(AgentCatalog catalog)
    {
        foreach (var agent in catalog.Agents)
        {
            var policy = catalog.PolicyFor(agent).Policy;
            _coordinators.UnionWith(policy.PeerConsultation.To);
            _architects.UnionWith(policy.ArchitectureReview.To);
        }
    }

    public AgentRole Of(string agent) =>
        _architects.Contains(agent) ? AgentRole.Architect
        : _coordinators.Contains(agent) ? AgentRole.Coordinator
        : AgentRole.Specialist;
}
