using System.Collections.Immutable;

namespace AgentEscalation.Cases.Events;

/// <summary>A card was put before the user.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="number">Which card of the case, 1 to 3.</param>
/// <param name="options">What it offers, in order.</param>
/// <param name="expires">Until when it waits.</param>
/// <param name="digest">What a decision is bound to.</param>
public sealed class CardIssued(
    DateTimeOffset at,
    int number,
    ImmutableArray<DecisionOption> options,
    DateTimeOffset expires,
    ulong digest) : CaseEvent(at)
{
    /// <summary>Which card of the case, 1 to 3.</summary>
    public int Number { get; } = number;

    /// <summary>What it offers, in order.</summary>
    public ImmutableArray<DecisionOption> Options { get; } = options;

    /// <summary>Until when it waits.</summary>
    public DateTimeOffset Expires { get; } = expires;

    /// <summary>What a decision is bound to.</summary>
    public ulong Digest { get; } = digest;
}
