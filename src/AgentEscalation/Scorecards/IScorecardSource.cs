namespace AgentEscalation.Scorecards;

/// <summary>Where a scorecard comes from that outlives the process, for example a journal's file. Safe for any thread.</summary>
public interface IScorecardSource
{
    /// <summary>Adds up what is kept.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The scorecard over all cases and tasks that were ever kept, of all processes.</returns>
    ValueTask<Scorecard> ScorecardAsync(CancellationToken cancellationToken);
}
