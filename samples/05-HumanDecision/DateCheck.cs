using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Routing;

namespace AgentEscalation.Samples.HumanDecision;

/// <summary>The verifier: every due date is a day that exists.</summary>
internal sealed class DateCheck : IVerifier
{
    public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var rows = attempt.Workspace!.ReadText("orders.csv")?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
        for (var i = 1; i < rows.Length; i++)
        {
            var due = rows[i].Split(',')[1];
            if (!DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                return new(Verdict.Failed($"orders.csv({i + 1}): there is no {due}", "no-such-date"));
            }
        }

        return new(rows.Length > 1 ? Verdict.VerifiedWith($"{rows.Length - 1} dates exist") : Verdict.Failed("orders.csv has no rows"));
    }
}
