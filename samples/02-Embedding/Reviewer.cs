using AgentEscalation.Cases;

namespace AgentEscalation.Samples.Embedding;

/// <summary>Stands in for a colleague or a bigger model that answers the report.</summary>
internal static class Reviewer
{
    public static ValueTask<Guidance?> AskAsync(CaseReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(report.Error.Value?.Contains("invalid", StringComparison.OrdinalIgnoreCase) == true
            ? Guidance.Of("JSON has no decimal comma: write the total with a decimal point.")
            : null);
    }
}
