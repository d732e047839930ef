using AgentEscalation.Cases;

namespace AgentEscalation.Journal;

/// <summary>What a journal implements besides <see cref="ICaseJournal"/> when several processes share it: an open case has one owner at a
/// time. Who appends a case's first events owns it; who appends a card gives it back. Nobody else's append to an owned, open case succeeds,
/// so that an owner that lost its lease is stopped by its next append. Safe for any thread.</summary>
public interface ICaseLeases
{
    /// <summary>Becomes the owner of a case that nobody owns, that waits for a person, or whose owner is gone.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="cancellationToken">Gives up before anything is taken.</param>
    /// <returns>False when it has an owner, this journal included, is closed, or is not known.</returns>
    ValueTask<bool> TakeAsync(CaseId caseId, CancellationToken cancellationToken);

    /// <summary>Gives a case back, so that anybody can take it. Harmless when it is not owned here.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is free.</returns>
    ValueTask ReleaseAsync(CaseId caseId, CancellationToken cancellationToken);

    /// <summary>Whether a case is known to be owned here at this moment, by the monotonic clock and without I/O. To be asked before something
    /// outside begins: an owner that was held up for longer than a lease lasts must not go on as if nothing had happened.</summary>
    /// <param name="caseId">The case.</param>
    /// <returns>Whether nobody else can have taken it.</returns>
    bool Holds(CaseId caseId);
}
