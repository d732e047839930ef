using AgentEscalation.Cases;

namespace AgentEscalation.Cli.Run;

/// <summary>An answer to a decision card, given before the card is known.</summary>
/// <param name="Key">The option's key.</param>
/// <param name="Words">The user's own words, for <see cref="DecisionOption.RetryKey"/>; empty otherwise.</param>
internal readonly record struct Answer(string Key, string Words)
{
    /// <summary>Reads <c>A</c> to <c>Z</c>, <c>retry</c>, <c>retry:WORDS</c> or <c>stop</c>.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out Answer answer)
    {
        text = text?.Trim() ?? "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (key, words) = colon < 0 ? (text, "") : (text[..colon].TrimEnd(), text[(colon + 1)..].Trim());
        answer = key.ToLowerInvariant() switch
        {
            DecisionOption.RetryKey => new(DecisionOption.RetryKey, words),
            DecisionOption.StopKey when colon < 0 => new(DecisionOption.StopKey, ""),
            [>= 'a' and <= 'z'] when colon < 0 => new(key.ToUpperInvariant(), ""),
            _ => default,
        };
        return answer.Key is not null;
    }
}
