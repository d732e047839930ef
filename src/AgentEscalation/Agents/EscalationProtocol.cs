using System.Collections.Immutable;

namespace AgentEscalation.Agents;

/// <summary>What an agent file says about escalation, in its prose or in its <c>escalation:</c> block; the block wins where both speak.
/// Any number of levels. <see cref="AgentCatalog.PolicyFor"/> makes the complete policy of it.</summary>
public sealed record EscalationProtocol
{
    /// <summary>The levels by number.</summary>
    public ImmutableArray<ProtocolLevel> Levels { get; init; } = [];

    /// <summary>Rows about errors in the order of the file; those of the block alone when it has any.</summary>
    public ImmutableArray<ProtocolError> Errors { get; init; } = [];

    /// <summary>Whether the frontmatter has an <c>escalation:</c> block.</summary>
    public bool HasBlock { get; init; }

    /// <summary>The block's version; null without a block.</summary>
    public int? Version { get; init; }

    /// <summary>Time for the whole task.</summary>
    public Sourced<TimeSpan>? Deadline { get; init; }

    /// <summary>Most model tokens of a task.</summary>
    public Sourced<long>? Tokens { get; init; }

    /// <summary>Most model calls of a task.</summary>
    public Sourced<int>? Calls { get; init; }

    /// <summary>Most money of a task.</summary>
    public Sourced<decimal>? Money { get; init; }

    /// <summary>The level of a number; null when the file has none.</summary>
    /// <param name="number">The level's number.</param>
    public ProtocolLevel? this[int number] => Levels.FirstOrDefault(l => l.Number == number);

    /// <summary>The fields of the first level that has a report, level 2 as a rule; empty when none has.</summary>
    public ImmutableArray<Sourced<string>> ReportFields => Levels.FirstOrDefault(l => !l.Report.IsEmpty)?.Report ?? [];
}
