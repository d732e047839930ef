namespace AgentEscalation.Policies;

/// <summary>The budget of a task: what it may use over all levels. Null members are not limited.</summary>
public sealed record Envelope
{
    /// <summary>No limit on anything.</summary>
    public static Envelope Unlimited { get; } = new();

    /// <summary>Most model tokens, input and output together; at least 1.</summary>
    public long? Tokens { get; init; }

    /// <summary>Most model calls; at least 1.</summary>
    public int? Calls { get; init; }

    /// <summary>Most money, in the unit of the host's price table; more than 0.</summary>
    public decimal? Money { get; init; }
}
