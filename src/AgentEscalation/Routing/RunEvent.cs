using AgentEscalation.Cases.Events;

namespace AgentEscalation.Routing;

/// <summary>Something happened in the case and is kept.</summary>
/// <param name="Event">What.</param>
public sealed record RunEvent(CaseEvent Event) : RunUpdate;
