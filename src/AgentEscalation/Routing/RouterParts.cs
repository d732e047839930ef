using AgentEscalation.Decisions;
using AgentEscalation.Journal;
using AgentEscalation.Memory;
using AgentEscalation.Scorecards;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

/// <summary>What every climb of a router needs.</summary>
internal sealed class RouterParts(TimeProvider time, ICaseJournal journal)
{
    public TimeProvider Time { get; } = time;

    public RouterClock Clock { get; } = new(time);

    public ICaseJournal Journal { get; } = journal;

    /// <summary>The journal when it is the one in memory, which gets a case only when it begins to wait.</summary>
    public InMemoryJournal? InMemory { get; } = journal as InMemoryJournal;

    /// <summary>The journal's leases; null when nobody shares it.</summary>
    public ICaseLeases? Leases { get; } = journal as ICaseLeases;

    /// <summary>Counts tasks without a case; null when the journal does not.</summary>
    public ITaskCounter? Counter { get; } = journal as ITaskCounter;

    /// <summary>Ends when the host begins to close.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Whether a cancelled call is left to be taken up again.</summary>
    public bool IsStopping => InMemory is null && Stopping.IsCancellationRequested;

    public required Roster Roster { get; init; }

    public required Signals Signals { get; init; }

    public required IdSource Ids { get; init; }

    public IResolutionMemory? Memory { get; init; }

    public IDecisionDesk? Desk { get; init; }

    /// <summary>How long a run waits for its desk before it returns Waiting.</summary>
    public TimeSpan DecisionWait { get; init; }

    public ScorecardRecorder Scorecard { get; } = new();

    public WaitingRoom Waiting { get; } = new();

    /// <summary>Where answers come in; set by the router that the parts are of.</summary>
    public DecisionInbox Inbox { get; set; } = null!;
}
