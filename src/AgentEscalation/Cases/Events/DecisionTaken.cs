using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases.Events;

/// <summary>The user decided; single-use.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="number">Which card.</param>
/// <param name="option">The key of the option chosen.</param>
/// <param name="words">The user's own words; empty when there are none.</param>
/// <param name="by">Who decided.</param>
public sealed class DecisionTaken(
    DateTimeOffset at,
    int number,
    string option,
    UntrustedText words,
    string by) : CaseEvent(at)
{
    /// <summary>Which card.</summary>
    public int Number { get; } = number;

    /// <summary>The key of the option chosen.</summary>
    public string Option { get; } = option;

    /// <summary>The user's own words; empty when there are none.</summary>
    public UntrustedText Words { get; } = words;

    /// <summary>Who decided.</summary>
    public string By { get; } = by;

    /// <summary>The way the answer came, for example <c>http 203.0.113.7</c> or <c>command line</c>; null when it is not known.</summary>
    public string? Via { get; init; }

    /// <summary>The digest of the card that was answered; null when it is not known.</summary>
    public ulong? Digest { get; init; }
}
