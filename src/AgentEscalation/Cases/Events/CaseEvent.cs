namespace AgentEscalation.Cases.Events;

/// <summary>Something that happened in a case. The set is closed; a stored event is readable by every later version. Immutable.</summary>
public abstract class CaseEvent
{
    private readonly long _utcTicks;

    private protected CaseEvent(DateTimeOffset at) => _utcTicks = at.UtcTicks;

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset At => new(_utcTicks, TimeSpan.Zero);
}
