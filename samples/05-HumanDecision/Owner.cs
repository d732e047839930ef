using System.Collections.Immutable;
using AgentEscalation.Cases;

namespace AgentEscalation.Samples.HumanDecision;

/// <summary>Level 3: sees that both ways pass the check and that only the owner of the orders knows which day was meant.</summary>
internal static class Owner
{
    public static Guidance MustDecide(CaseReport report) => Guidance.MajorDecision(
        $"Both days pass the check, and only who took the order knows which one was meant. The error: {report.Error.Value}",
        Due("The last day of February", "2026-02-28"),
        Due("Two days into March, as counted", "2026-03-02"));

    private static DecisionOption Due(string title, string date) => new()
    {
        Title = $"{title}: {date}",
        Steps = [new("replace", ImmutableDictionary<string, string>.Empty.Add("old", "2026-02-30").Add("new", date))],
        Reversibility = Reversibility.Reversible,
    };
}
