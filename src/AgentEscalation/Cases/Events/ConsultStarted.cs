using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events;

/// <summary>A responder is about to be asked.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="level">At which level.</param>
/// <param name="number">Which consult of the level, from 1.</param>
/// <param name="responder">Who is asked.</param>
public sealed class ConsultStarted(
    DateTimeOffset at,
    Level level,
    int number,
    string responder) : CaseEvent(at)
{
    /// <summary>At which level.</summary>
    public Level Level { get; } = level;

    /// <summary>Which consult of the level, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>Who is asked.</summary>
    public string Responder { get; } = responder;
}
