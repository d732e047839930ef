using System.Collections.Immutable;

namespace AgentEscalation.Agents.Reading;

/// <summary>Reads the fields of a report: <c>Label: [hint]</c> lines, a list, or words between commas. Stops at an example, which uses other labels.</summary>
internal static class ReportTemplate
{
    private const int LongestField = 40;

    public static ImmutableArray<Sourced<string>> Read(LabelBlock block, SourceText source)
    {
        var fields = new List<Sourced<string>>();
        if (!block.Inline.IsEmpty && !block.Lines.Exists(l => l.Kind == BodyLineKind.Code))
        {
            foreach (var part in Phrases.Split(block.Inline))
            {
                Add(fields, part, source);
            }
        }

        foreach (var line in block.Lines)
        {
            if (line.Kind is BodyLineKind.Fence or BodyLineKind.Table)
            {
                continue;
            }

            var text = line.Content;
            var colon = text.Span.IndexOf(':');
            if (text.Span.TrimStart('*').StartsWith("example", StringComparison.OrdinalIgnoreCase) && colon > 0)
            {
                break;
            }

            var hint = colon < 0 ? default : text.Slice(colon + 1).Trim();
            if (colon > 0 && IsHint(line.Kind, hint))
            {
                Add(fields, text.Slice(0, colon), source);
            }
            else if (colon < 0 && line.Kind == BodyLineKind.Item)
            {
                Add(fields, text, source);
            }
        }

        return [.. fields.DistinctBy(f => f.Value, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>In a fence every line with a colon is a field unless nothing follows it; in running text the hint has to look like one.</summary>
    private static bool IsHint(BodyLineKind kind, TextPiece hint)
    {
        while (!hint.IsEmpty && hint[0] is '*' or '_')
        {
            hint = hint.Slice(1).Trim();
        }

        return !hint.IsEmpty && (kind is BodyLineKind.Code or BodyLineKind.Item || hint[0] is '[' or '<' or '{');
    }

    private static void Add(List<Sourced<string>> fields, TextPiece piece, SourceText source)
    {
        var text = Markup.Clean(Markup.SkipSigns(piece)).TrimStart('-', ' ').TrimEnd('.', ':', ' ');
        if (text.Length is > 0 and <= LongestField && text.Any(char.IsLetter))
        {
            fields.Add(new(text, source.PositionAt(piece.Trim().Start)));
        }
    }
}
