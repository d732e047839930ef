using System.Collections.Immutable;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events;

/// <summary>The specialist tried and the verifier judged.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="level">At which level.</param>
/// <param name="number">Which attempt of the level, from 1.</param>
/// <param name="verdict">What the verifier said.</param>
/// <param name="approach">What was done.</param>
/// <param name="claimed">Whether the specialist said that it was done.</param>
/// <param name="higherUp">The level that the specialist says it belongs to; null when it says nothing.</param>
/// <param name="trigger">The trigger it named; null when it named none.</param>
/// <param name="usage">What it used of the envelope.</param>
/// <param name="elapsed">How long work and verification took, by the monotonic clock.</param>
/// <param name="files">The files as they differ from the original, when this attempt is the best so far; else default.</param>
/// <param name="notes">What the specialist learned.</param>
public sealed class AttemptEnded(
    DateTimeOffset at,
    Level level,
    int number,
    Verdict verdict,
    Approach approach,
    bool claimed,
    Level? higherUp,
    string? trigger,
    Usage usage,
    TimeSpan elapsed,
    ImmutableArray<CaseFile> files,
    UntrustedText notes = default) : CaseEvent(at)
{
    /// <summary>At which level.</summary>
    public Level Level { get; } = level;

    /// <summary>Which attempt of the level, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>What the verifier said.</summary>
    public Verdict Verdict { get; } = verdict;

    /// <summary>What was done.</summary>
    public Approach Approach { get; } = approach;

    /// <summary>Whether the specialist said that it was done.</summary>
    public bool Claimed { get; } = claimed;

    /// <summary>The level that the specialist says it belongs to; null when it says nothing.</summary>
    public Level? HigherUp { get; } = higherUp;

    /// <summary>The trigger it named; null when it named none.</summary>
    public string? Trigger { get; } = trigger;

    /// <summary>What it used of the envelope.</summary>
    public Usage Usage { get; } = usage;

    /// <summary>How long work and verification took, by the monotonic clock.</summary>
    public TimeSpan Elapsed { get; } = elapsed;

    /// <summary>The files as they differ from the original, when this attempt is the best so far; else default.</summary>
    public ImmutableArray<CaseFile> Files { get; } = files;

    /// <summary>What the specialist learned, secrets redacted; empty when it says nothing.</summary>
    public UntrustedText Notes { get; } = notes;
}
