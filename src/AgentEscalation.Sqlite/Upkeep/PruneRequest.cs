using System.Collections.Immutable;
using AgentEscalation.Cases;

namespace AgentEscalation.Sqlite.Upkeep;

/// <summary>Which closed cases to remove. Open and waiting cases are never removed. Immutable.</summary>
public sealed record PruneRequest
{
    /// <summary>Only cases that closed before this time, UTC.</summary>
    public required DateTimeOffset ClosedBefore { get; init; }

    /// <summary>Only cases that ended like this; empty: however they ended.</summary>
    public ImmutableArray<OutcomeKind> Outcomes { get; init; } = [];

    /// <summary>Only cases of this specialist; null: of all.</summary>
    public string? Agent { get; init; }
}
