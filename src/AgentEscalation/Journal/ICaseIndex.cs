using AgentEscalation.Cases;

namespace AgentEscalation.Journal;

/// <summary>What a journal implements besides <see cref="ICaseJournal"/> when it can find cases without reading their events. Safe for any
/// thread.</summary>
public interface ICaseIndex
{
    /// <summary>Finds cases: waiting ones by the expiry of their card, the soonest first, all others the latest opened first.</summary>
    /// <param name="query">Which ones, and how many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known of them at this moment.</returns>
    IAsyncEnumerable<CaseSummary> ListAsync(CaseQuery query, CancellationToken cancellationToken);

    /// <summary>Finds cases that somebody has to go on with: open ones without a living owner, and waiting ones whose card has expired.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="limit">The most to give back, 1 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their ids; each has to be taken before it is worked on.</returns>
    IAsyncEnumerable<CaseId> ToTakeUpAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}
