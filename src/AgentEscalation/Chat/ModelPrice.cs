namespace AgentEscalation.Chat;

/// <summary>What a model costs, in the unit that envelopes limit money in.</summary>
public sealed class ModelPrice
{
    /// <summary>Money for a million tokens read, 0 or more.</summary>
    /// <value>0.</value>
    public decimal Input { get; set; }

    /// <summary>Money for a million tokens written, 0 or more.</summary>
    /// <value>0.</value>
    public decimal Output { get; set; }

    internal decimal Of(long inputTokens, long outputTokens) => ((inputTokens * Input) + (outputTokens * Output)) / 1_000_000m;
}
