using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Decisions;

namespace AgentEscalation.Routing;

/// <summary>What most results do not have: a patch and words about the end.</summary>
internal sealed record RunRemains
{
    public ImmutableArray<CaseFile> Files { get; init; } = [];

    public string Diff { get; init; } = "";

    public DecisionTicket? Ticket { get; init; }

    public string? Detail { get; init; }
}
