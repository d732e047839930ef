namespace AgentEscalation.Cases.Events;

/// <summary>The case ended with its task; final.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="outcome">How.</param>
public sealed class CaseClosed(
    DateTimeOffset at,
    Outcome outcome) : CaseEvent(at)
{
    /// <summary>How.</summary>
    public Outcome Outcome { get; } = outcome;
}
