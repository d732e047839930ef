using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

/// <summary>What a run begins to do.</summary>
/// <param name="Phase">What.</param>
/// <param name="Level">At which level; None before the case opens.</param>
/// <param name="Number">Which attempt, consult, card or option, from 1; 0 for the first work without guidance.</param>
/// <param name="Who">Who does it: the specialist, the verifier, the responder; null when it is nobody.</param>
/// <param name="Until">When its time is over, UTC; null when it has no limit.</param>
public sealed record RunProgress(RunPhase Phase, Level Level, int Number, string? Who, DateTimeOffset? Until) : RunUpdate;
