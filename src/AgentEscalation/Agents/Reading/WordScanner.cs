using System.Globalization;

namespace AgentEscalation.Agents.Reading;

internal enum WordKind
{
    Word,
    Number,
    Sign,
}

/// <summary>A word, number or sign of a phrase, lower case.</summary>
internal readonly record struct Word(WordKind Kind, string Text, int Start, int End)
{
    /// <summary>The value of a number; NaN for anything else.</summary>
    public double Number => Kind == WordKind.Number ? double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture) : double.NaN;

    public bool IsWholeNumber => Kind == WordKind.Number && !Text.Contains('.', StringComparison.Ordinal);

    public bool Is(string text) => string.Equals(Text, text, StringComparison.Ordinal);
}

/// <summary>Takes a phrase apart. What is not a letter, digit or blank is a sign of its own, so nothing is ever skipped silently.</summary>
internal static class WordScanner
{
    public static List<Word> Scan(TextPiece piece)
    {
        var words = new List<Word>();
        var span = piece.Span;
        for (var i = 0; i < span.Length;)
        {
            var start = i;
            var c = span[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }

            WordKind kind;
            if (char.IsAsciiDigit(c))
            {
                kind = WordKind.Number;
                i = SkipDigits(span, i);
                if (i + 1 < span.Length && span[i] == '.' && char.IsAsciiDigit(span[i + 1]))
                {
                    i = SkipDigits(span, i + 1);
                }
            }
            else if (char.IsLetter(c))
            {
                kind = WordKind.Word;
                while (i < span.Length && (char.IsLetter(span[i]) || IsJoint(span, i)))
                {
                    i++;
                }
            }
            else
            {
                kind = WordKind.Sign;
                i++;
            }

            words.Add(new(kind, span[start..i].ToString().ToLowerInvariant(), piece.Start + start, piece.Start + i));
        }

        return words;
    }

    private static bool IsJoint(ReadOnlySpan<char> span, int i) =>
        span[i] is '-' or '\'' or '\u2019' && i + 1 < span.Length && char.IsLetter(span[i + 1]);

    private static int SkipDigits(ReadOnlySpan<char> span, int i)
    {
        while (i < span.Length && char.IsAsciiDigit(span[i]))
        {
            i++;
        }

        return i;
    }
}
