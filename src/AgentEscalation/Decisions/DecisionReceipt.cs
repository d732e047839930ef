using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Decisions;

/// <summary>What became of an answer. Immutable.</summary>
public sealed record DecisionReceipt
{
    /// <summary>Why the answer does not count, for people and programs; null when it counts.</summary>
    public DecisionFault? Fault { get; init; }

    /// <summary>Whether the answer counts. It is kept as safely as the journal can by then.</summary>
    public bool IsTaken => Fault is null;

    /// <summary>The answer that counts for the card: this one, or the one that came first; null while none does.</summary>
    public DecisionTaken? Decided { get; init; }

    /// <summary>The card that waits now, for example the one that was issued anew; null when none waits.</summary>
    public DecisionTicket? Ticket { get; init; }

    /// <summary>How the case ended, when it has.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Whether the case goes on in this process; else a process that has its specialist takes it up.</summary>
    public bool GoesOnHere { get; init; }

    internal ReadOnlyMemory<CaseEvent> Events { get; init; }
}
