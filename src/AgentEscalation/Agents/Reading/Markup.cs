using System.Buffers;
using System.Text;

namespace AgentEscalation.Agents.Reading;

/// <summary>Takes emphasis and signs off a piece of text.</summary>
internal static class Markup
{
    /// <summary>The text as one line without bold marks around words and without code marks.</summary>
    public static string Clean(TextPiece piece)
    {
        var text = piece.Words();
        if (text.AsSpan().IndexOfAny('*', '`') < 0)
        {
            return text;
        }

        return text.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Trim().Trim('*').Trim();
    }

    /// <summary>The text without what stands before its first letter, digit or opening mark: a cross, a warning sign, a check box.</summary>
    public static TextPiece SkipSigns(TextPiece piece)
    {
        var text = piece.Trim();
        if (text.Span is ['[', ' ' or 'x' or 'X', ']', ..])
        {
            text = text.Slice(3).Trim();
        }

        while (!text.IsEmpty && !IsTextStart(text))
        {
            var step = char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;
            text = text.Slice(step);
        }

        return text.Trim();
    }

    private static bool IsTextStart(TextPiece text) =>
        Rune.DecodeFromUtf16(text.Span, out var rune, out _) == OperationStatus.Done
            && (Rune.IsLetterOrDigit(rune) || rune.Value is '`' or '(' or '[' or '<' or '"' or '\'' or '@' or '#' or '$' or '_' or '.' or '/' or '&' or '!' or '?' or '%');
}
