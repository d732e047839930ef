using System.Text.RegularExpressions;
using AgentEscalation.Cases;
using AgentEscalation.Routing;

namespace AgentEscalation.Samples.GenericHost;

/// <summary>The verifier: no model has a say in it.</summary>
internal sealed partial class PriceCheck : IVerifier
{
    public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var rows = attempt.Workspace!.ReadText("prices.csv")?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
        for (var i = 1; i < rows.Length; i++)
        {
            if (!Row().IsMatch(rows[i]))
            {
                return new(Verdict.Failed($"prices.csv({i + 1}): '{rows[i]}' is not NAME,CURRENCY,PRICE with two decimals"));
            }
        }

        return new(rows.Length > 1 ? Verdict.Verified : Verdict.Failed("prices.csv has no rows"));
    }

    [GeneratedRegex(@"^[a-z ]+,[A-Z]{3},\d+\.\d{2}$")]
    private static partial Regex Row();
}
