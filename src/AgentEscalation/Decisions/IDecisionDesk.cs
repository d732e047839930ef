using AgentEscalation.Cases;

namespace AgentEscalation.Decisions;

/// <summary>Where a person is asked while the run is still there. Called from any thread; an exception counts as no answer.</summary>
public interface IDecisionDesk
{
    /// <summary>Asks.</summary>
    /// <param name="card">What to ask. It is kept already: whoever does not answer here can still decide later.</param>
    /// <param name="cancellationToken">Ends when the run stops waiting.</param>
    /// <returns>The decision, made by the card; null when there is none now, and the run returns Waiting.</returns>
    ValueTask<Decision?> AskAsync(DecisionCard card, CancellationToken cancellationToken);
}
