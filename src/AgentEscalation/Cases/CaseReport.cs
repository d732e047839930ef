using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>What passes upward: Problem, Attempted, Error, Context, Request. A pure view of the case, built when read, never stored.</summary>
public sealed class CaseReport
{
    internal CaseReport(ReadOnlyMemory<CaseEvent> events, Level level)
    {
        Events = events;
        Level = level;
    }

    /// <summary>The level that the report goes to.</summary>
    public Level Level { get; }

    internal ReadOnlyMemory<CaseEvent> Events { get; }
}
