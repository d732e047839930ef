using AgentEscalation.Scorecards;

namespace AgentEscalation.Cli.Scorecards;

/// <summary>The part of a scorecard that stands below another result.</summary>
internal static class ScorecardView
{
    /// <summary>The table over everything, without those of each agent and class.</summary>
    /// <param name="scorecard">The scorecard.</param>
    /// <returns>Lines, each ended by a line feed.</returns>
    public static string Total(Scorecard scorecard) => $"Scorecard, {scorecard.ToText().Split("\n\n", 2)[0].TrimEnd('\n')}\n";
}
