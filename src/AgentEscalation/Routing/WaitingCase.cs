using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Routing;

/// <summary>What is needed to go on after a decision; everything else is in the events.</summary>
internal sealed record WaitingCase(
    AgentTask Task, Seat Seat, Hands Hands, ReadOnlyMemory<CaseEvent> Events, Usage Before, Workplace? Workplace,
    bool Elsewhere = false);
