using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events;

/// <summary>A responder answered, or did not.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="level">At which level.</param>
/// <param name="number">Which consult of the level, from 1.</param>
/// <param name="responder">Who was asked.</param>
/// <param name="guidance">The answer; null when there was none.</param>
/// <param name="fault">Why there was no answer; null when there was one.</param>
/// <param name="elapsed">How long it took, by the monotonic clock.</param>
/// <param name="usage">What was used for nothing, when there was no answer; an answer carries its own usage.</param>
public sealed class ConsultEnded(
    DateTimeOffset at,
    Level level,
    int number,
    string responder,
    Guidance? guidance,
    string? fault,
    TimeSpan elapsed,
    Usage? usage = null) : CaseEvent(at)
{
    /// <summary>At which level.</summary>
    public Level Level { get; } = level;

    /// <summary>Which consult of the level, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>Who was asked.</summary>
    public string Responder { get; } = responder;

    /// <summary>The answer; null when there was none.</summary>
    public Guidance? Guidance { get; } = guidance;

    /// <summary>Why there was no answer; null when there was one.</summary>
    public string? Fault { get; } = fault;

    /// <summary>How long it took, by the monotonic clock.</summary>
    public TimeSpan Elapsed { get; } = elapsed;

    /// <summary>What the consult used of the envelope, answered or not.</summary>
    public Usage Usage { get; } = guidance?.Usage ?? usage ?? Usage.None;
}
