using AgentEscalation.Cases;

namespace AgentEscalation.Decisions;

/// <summary>What a waiting run leaves in the hand: hand it in again with the decision.</summary>
/// <param name="CaseId">The case that waits.</param>
/// <param name="Card">What the user is asked.</param>
public sealed record DecisionTicket(CaseId CaseId, DecisionCard Card);
