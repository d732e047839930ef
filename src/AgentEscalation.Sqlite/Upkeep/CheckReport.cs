using System.Collections.Immutable;

namespace AgentEscalation.Sqlite.Upkeep;

/// <summary>What a check of a case file found. Immutable.</summary>
public sealed record CheckReport
{
    /// <summary>The most findings that are kept; a file with more of them is beyond listing.</summary>
    public const int MostFindings = 1000;

    /// <summary>How many cases were read.</summary>
    public required long Cases { get; init; }

    /// <summary>How many events were read and hashed.</summary>
    public required long Events { get; init; }

    /// <summary>What is wrong, at most <see cref="MostFindings"/>; empty when nothing was found.</summary>
    public required ImmutableArray<CheckFinding> Findings { get; init; }

    /// <summary>Whether nothing was found.</summary>
    public bool IsSound => Findings.IsEmpty;
}
