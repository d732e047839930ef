using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events;

/// <summary>The case moved up.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="from">The level left.</param>
/// <param name="to">The level entered.</param>
/// <param name="cause">Why.</param>
/// <param name="detail">The trigger's id or another detail; null when there is none.</param>
public sealed class Escalated(
    DateTimeOffset at,
    Level from,
    Level to,
    EscalationCause cause,
    string? detail) : CaseEvent(at)
{
    /// <summary>The level left.</summary>
    public Level From { get; } = from;

    /// <summary>The level entered.</summary>
    public Level To { get; } = to;

    /// <summary>Why.</summary>
    public EscalationCause Cause { get; } = cause;

    /// <summary>The trigger's id or another detail; null when there is none.</summary>
    public string? Detail { get; } = detail;
}
