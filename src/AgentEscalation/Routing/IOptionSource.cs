using System.Collections.Immutable;
using AgentEscalation.Cases;

namespace AgentEscalation.Routing;

/// <summary>Proposes ways out for a decision card, besides those that the architect named. Called from any thread; an exception counts as no
/// proposal.</summary>
public interface IOptionSource
{
    /// <summary>Proposes options. Those with steps are tried in copies before a person sees them.</summary>
    /// <param name="report">The report of the case.</param>
    /// <param name="attempt">The task and a copy of the best state so far, which is thrown away afterwards.</param>
    /// <param name="cancellationToken">Ends when level 4's time for trials is over or the caller cancels.</param>
    /// <returns>The options, the best first; empty when there is none.</returns>
    ValueTask<ImmutableArray<DecisionOption>> ProposeAsync(CaseReport report, Attempt attempt, CancellationToken cancellationToken);
}
