using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events;

/// <summary>The specialist is about to try.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="level">At which level.</param>
/// <param name="number">Which attempt of the level, from 1.</param>
public sealed class AttemptStarted(
    DateTimeOffset at,
    Level level,
    int number) : CaseEvent(at)
{
    /// <summary>At which level.</summary>
    public Level Level { get; } = level;

    /// <summary>Which attempt of the level, from 1.</summary>
    public int Number { get; } = number;
}
