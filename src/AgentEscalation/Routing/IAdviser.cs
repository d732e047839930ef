using AgentEscalation.Cases;

namespace AgentEscalation.Routing;

/// <summary>Answers reports at level 2 or 3; never edits anything. Called from any thread. An exception counts as no answer.</summary>
public interface IAdviser
{
    /// <summary>Answers a report.</summary>
    /// <param name="report">The problem, what was attempted, the error, its context, the request.</param>
    /// <param name="cancellationToken">Ends when the level's time or the task is over.</param>
    /// <returns>The guidance; null when there is no answer, and the next responder is asked.</returns>
    ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken);
}
