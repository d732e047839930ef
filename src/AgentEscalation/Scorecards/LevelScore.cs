using AgentEscalation.Policies;

namespace AgentEscalation.Scorecards;

/// <summary>How a level did.</summary>
/// <param name="Level">Level 1 to 4.</param>
/// <param name="Entered">Cases that were worked on here and left; at level 4 tasks that arrived, whether they have ended or not.</param>
/// <param name="Resolved">Cases resolved here.</param>
/// <param name="Rate">Resolved by entered; at level 4 arrivals by all tasks that ended or arrived, those without any error included.</param>
/// <param name="Target">What the rate is held against; null when there is nothing, or when the cases ran under different targets.</param>
/// <param name="Verdict">What the rate says about the target.</param>
public sealed record LevelScore(
    Level Level,
    long Entered,
    long Resolved,
    WilsonInterval Rate,
    SuccessTarget? Target,
    TargetVerdict Verdict)
{
    /// <summary>Model tokens of all consults and attempts here, those of cases that were not resolved included.</summary>
    public long Tokens { get; init; }

    /// <summary>Model calls here, of all cases.</summary>
    public long Calls { get; init; }

    /// <summary>Money here, of all cases, in the unit of the host's price table.</summary>
    public decimal Money { get; init; }

    /// <summary>Tokens here for each case resolved here, the others paid for; null when none was.</summary>
    public double? TokensPerResolution => Resolved == 0 ? null : (double)Tokens / Resolved;

    /// <summary>Money here for each case resolved here, the others paid for; null when none was.</summary>
    public decimal? MoneyPerResolution => Resolved == 0 ? null : Money / Resolved;
}
