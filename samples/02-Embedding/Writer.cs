using System.Globalization;
using AgentEscalation.Cases;

namespace AgentEscalation.Samples.Embedding;

/// <summary>Stands in for a model that writes JSON the way it has seen prices written, until somebody tells it how.</summary>
internal static class Writer
{
    private const decimal Total = 1299.50m;

    public static ValueTask<string> WriteAsync(Guidance? guidance, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var told = guidance?.Text.Value?.Contains("decimal point", StringComparison.Ordinal) == true;
        var style = new NumberFormatInfo { NumberDecimalSeparator = told ? "." : "," };
        return new($$"""{"customer": "Ada", "total": {{Total.ToString(style)}}}""");
    }
}
