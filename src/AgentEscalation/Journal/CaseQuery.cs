using AgentEscalation.Cases;

namespace AgentEscalation.Journal;

/// <summary>Which cases to find. Immutable.</summary>
public sealed record CaseQuery
{
    /// <summary>The highest <see cref="Limit"/>.</summary>
    public const int MostCases = 10_000;

    /// <summary>Only cases that stand like this; null: all.</summary>
    public CaseStatus? Status { get; init; }

    /// <summary>Only cases of this specialist; null: of all.</summary>
    public string? Agent { get; init; }

    /// <summary>Only what comes after this case in the same order, for the next page; null: from the start.</summary>
    public CaseId? After { get; init; }

    /// <summary>The most to give back, 1 to <see cref="MostCases"/>.</summary>
    /// <value>100.</value>
    public int Limit { get; init; } = 100;
}
