namespace AgentEscalation.Agents.Reading;

/// <summary>Takes a line of prose apart at the signs people use between phrases.</summary>
internal static class Phrases
{
    /// <summary>The parts between commas and semicolons outside parentheses, an "and" or "or" in front of the last one taken off.</summary>
    public static List<TextPiece> Split(TextPiece text)
    {
        var parts = Split(text, static c => c is ',' or ';', sentences: false);
        for (var i = 1; i < parts.Count; i++)
        {
            foreach (var word in (ReadOnlySpan<string>)["and ", "or "])
            {
                if (parts[i].Span.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                {
                    parts[i] = parts[i].Slice(word.Length).Trim();
                }
            }
        }

        return parts;
    }

    /// <summary>The parts that can each state a limit.</summary>
    public static List<TextPiece> SplitLimits(TextPiece text) =>
        Split(text, static c => c is ',' or ';' or '/' or '|' or '\u2013' or '\u2014' or '\u00B7', sentences: true);

    /// <summary>What stands in parentheses, and what stands between them.</summary>
    public static (List<TextPiece> Inside, List<TextPiece> Outside) Parentheses(TextPiece text)
    {
        var (inside, outside) = (new List<TextPiece>(), new List<TextPiece>());
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(' && ++depth == 1)
            {
                outside.Add(text.Slice(start, i - start));
                start = i + 1;
            }
            else if (text[i] == ')' && depth > 0 && --depth == 0)
            {
                inside.Add(text.Slice(start, i - start));
                start = i + 1;
            }
        }

        (depth > 0 ? inside : outside).Add(text.Slice(start));
        return (inside, outside);
    }

    private static List<TextPiece> Split(TextPiece text, Func<char, bool> separates, bool sentences)
    {
        var parts = new List<TextPiece>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            var end = i == text.Length;
            depth = end ? 0 : text[i] switch { '(' => depth + 1, ')' => Math.Max(0, depth - 1), _ => depth };
            var stop = end || (depth == 0 && (separates(text[i])
                || (sentences && text[i] == '.' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]) && !IsAbbreviation(text, i))));
            if (stop)
            {
                if (text.Slice(start, i - start).Trim() is { IsEmpty: false } part)
                {
                    parts.Add(part);
                }

                start = i + 1;
            }
        }

        return parts;
    }

    private static bool IsAbbreviation(TextPiece text, int dot) =>
        dot >= 3 && text.Slice(dot - 3, 3).Span.Equals("max", StringComparison.OrdinalIgnoreCase);
}
