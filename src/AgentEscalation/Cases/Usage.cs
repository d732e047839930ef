namespace AgentEscalation.Cases;

/// <summary>What an attempt or consult used of the envelope.</summary>
/// <param name="InputTokens">Model tokens read, 0 or more.</param>
/// <param name="OutputTokens">Model tokens written, 0 or more.</param>
/// <param name="Calls">Model calls, 0 or more.</param>
/// <param name="Money">Money, in the unit of the host's price table, 0 or more.</param>
public sealed record Usage(long InputTokens = 0, long OutputTokens = 0, int Calls = 0, decimal Money = 0)
{
    /// <summary>Nothing used.</summary>
    public static Usage None { get; } = new();

    /// <summary>Input and output tokens together.</summary>
    public long Tokens => InputTokens + OutputTokens;

    /// <summary>Both together.</summary>
    /// <param name="left">One usage.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum; the same instance when the other is nothing.</returns>
    public static Usage operator +(Usage left, Usage right) =>
        ReferenceEquals(left, None) ? right
        : ReferenceEquals(right, None) ? left
        : new(left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens, left.Calls + right.Calls, left.Money + right.Money);

    /// <summary>What came after an earlier usage of the same account.</summary>
    /// <param name="left">The later usage.</param>
    /// <param name="right">The earlier one.</param>
    /// <returns>The difference.</returns>
    public static Usage operator -(Usage left, Usage right) =>
        ReferenceEquals(right, None) ? left
        : left == right ? None
        : new(left.InputTokens - right.InputTokens, left.OutputTokens - right.OutputTokens, left.Calls - right.Calls, left.Money - right.Money);
}
