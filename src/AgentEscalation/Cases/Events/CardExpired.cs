namespace AgentEscalation.Cases.Events;

/// <summary>Nobody decided in time.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="number">Which card.</param>
public sealed class CardExpired(
    DateTimeOffset at,
    int number) : CaseEvent(at)
{
    /// <summary>Which card.</summary>
    public int Number { get; } = number;
}
