using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>An answer, or the lack of one, as a report tells it.</summary>
/// <param name="Level">At which level.</param>
/// <param name="Responder">Who was asked.</param>
/// <param name="Guidance">The answer; null when there was none.</param>
/// <param name="Fault">Why there was none; null when there was one.</param>
public sealed record GivenGuidance(Level Level, string Responder, Guidance? Guidance, string? Fault);
