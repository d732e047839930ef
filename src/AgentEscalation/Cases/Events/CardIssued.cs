using System.Collections.Immutable;

namespace AgentEscalation.Cases.Events;

/// <summary>A card was put before the user. With the number of the card that waits, or whose decision nobody has acted on yet, it takes that
/// one's place: the folder had changed, and what was decided about the old one does not count.</summary>
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

    /// <summary>The digest of the user's folder that the card speaks of; null when the task has none, or the card was stored by a version that
    /// did not say. A folder with another digest makes the card stale.</summary>
    public ulong? Folder { get; init; }
}
