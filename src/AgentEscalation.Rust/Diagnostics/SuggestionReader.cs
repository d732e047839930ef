namespace AgentEscalation.Rust.Diagnostics;

/// <summary>Turns the flat list of spans under one help message into suggestions: a range that comes again begins an alternative;
/// different ranges are parts of one edit.</summary>
internal static class SuggestionReader
{
    public static IEnumerable<Suggestion> Of(CompilerMessage message)
    {
        var alternative = new List<CompilerSpan>();
        foreach (var span in message.Spans ?? [])
        {
            if (span.SuggestedReplacement is null)
            {
                continue;
            }

            if (alternative.Exists(p => (p.FileName, p.ByteStart, p.ByteEnd) == (span.FileName, span.ByteStart, span.ByteEnd)))
            {
                yield return ToSuggestion(message, alternative);
                alternative.Clear();
            }

            alternative.Add(span);
        }

        if (alternative.Count > 0)
        {
            yield return ToSuggestion(message, alternative);
        }
    }

    public static Applicability ToApplicability(string? text) =>
        Enum.TryParse<Applicability>(text, out var value) ? value : Applicability.Unspecified;

    private static Suggestion ToSuggestion(CompilerMessage message, List<CompilerSpan> parts) => new(
        message.Message ?? "",
        parts.Select(p => ToApplicability(p.SuggestionApplicability)).MaxBy(Doubt),
        [.. parts.Select(p => new TextEdit(p.FileName ?? "", p.ByteStart, p.ByteEnd, p.SuggestedReplacement!))],
        parts.Exists(p => p.Expansion is { } e && e.MacroDeclName?.StartsWith("desugaring of ", StringComparison.Ordinal) != true));

    private static int Doubt(Applicability applicability) => applicability switch
    {
        Applicability.MachineApplicable => 0,
        Applicability.MaybeIncorrect => 1,
        Applicability.HasPlaceholders => 3,
        _ => 2,
    };
}
