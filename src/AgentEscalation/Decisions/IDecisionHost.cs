using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Decisions;

/// <summary>What an inbox needs of the router that it belongs to.</summary>
internal interface IDecisionHost
{
    /// <summary>What a case's folder is now; null when it cannot be seen from here.</summary>
    ValueTask<ulong?> FolderAsync(string workspace, CancellationToken cancellationToken);

    /// <summary>Goes on, in the background, with a case that was answered or whose card expired.</summary>
    /// <returns>False when that is somebody else's: its specialist is not here.</returns>
    bool GoOn(CaseId caseId, ReadOnlyMemory<CaseEvent> events);
}
