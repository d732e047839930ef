using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Journal;

/// <summary>Keeps the events of cases. Called from any thread, never twice at once for one case by one router.</summary>
public interface ICaseJournal
{
    /// <summary>Appends events in one step, all or none, if nobody appended to the case since it was read.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="version">How many events the case has, as far as the caller knows; 0 for a new case.</param>
    /// <param name="events">What happened, in order; at least one. Secrets are redacted already.</param>
    /// <param name="cancellationToken">Gives up before anything is written; what is written stays.</param>
    /// <returns>False, and nothing is written, when the case has another number of events. True means that the events are kept as safely as
    /// this journal can.</returns>
    ValueTask<bool> AppendAsync(CaseId caseId, int version, ReadOnlyMemory<CaseEvent> events, CancellationToken cancellationToken);

    /// <summary>Reads a case.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All its events in order; empty when there is no such case.</returns>
    ValueTask<ImmutableArray<CaseEvent>> ReadAsync(CaseId caseId, CancellationToken cancellationToken);

    /// <summary>The cases that are not closed, in no particular order; those that open or close meanwhile may be among them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their ids.</returns>
    IAsyncEnumerable<CaseId> OpenCasesAsync(CancellationToken cancellationToken);
}
