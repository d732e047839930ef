using System.Globalization;

namespace AgentEscalation.Agents.Reading;

/// <summary>A heading <c>Level N: TITLE (qualifier)</c>, with marks or in bold.</summary>
/// <param name="Number">The number, which is what counts.</param>
/// <param name="Title">The words behind it; null when there are none.</param>
/// <param name="Qualifier">What stands in parentheses at the end; empty when nothing does.</param>
/// <param name="Rank">Rank of the heading; 7 for one in bold.</param>
/// <param name="Start">Where it begins.</param>
internal sealed record LevelHeading(int Number, string? Title, TextPiece Qualifier, int Rank, int Start)
{
    public const int BoldRank = 7;

    public static LevelHeading? Read(BodyLine line)
    {
        if (line.Kind == BodyLineKind.Heading)
        {
            return Read(Unbold(line.Content), line.Rank);
        }

        var bold = line.Kind == BodyLineKind.Text ? Unbold(line.Content) : line.Content;
        return bold.Start != line.Content.Start ? Read(bold, BoldRank) : null;
    }

    private static TextPiece Unbold(TextPiece text)
    {
        var span = text.Span;
        var isBold = span.Length > 4 && (span.StartsWith("**") || span.StartsWith("__")) && span[2..].IndexOf(span[..2], StringComparison.Ordinal) == span.Length - 4;
        return isBold ? text.Slice(2, text.Length - 4).Trim() : text;
    }

    private static LevelHeading? Read(TextPiece text, int rank)
    {
        var span = text.Span;
        if (!span.StartsWith("level", StringComparison.OrdinalIgnoreCase) || span.Length < 7 || !char.IsWhiteSpace(span[5]))
        {
            return null;
        }

        var number = text.Slice(5).Trim();
        var digits = 0;
        while (digits < number.Length && char.IsAsciiDigit(number[digits]))
        {
            digits++;
        }

        if (digits is 0 or > 3)
        {
            return null;
        }

        var rest = number.Slice(digits).Trim();
        if (!rest.IsEmpty && rest[0] is not (':' or '-' or '\u2013' or '\u2014' or '.' or '(' or '|' or '*'))
        {
            return null;
        }

        var title = rest.Slice(rest.Span[..^rest.Span.TrimStart(":-\u2013\u2014.| *").Length].Length).Trim();
        var (words, qualifier) = SplitQualifier(title);
        return new(int.Parse(number.Span[..digits], CultureInfo.InvariantCulture), words.Length == 0 ? null : words, qualifier, rank, text.Start);
    }

    private static (string Title, TextPiece Qualifier) SplitQualifier(TextPiece title)
    {
        var open = title.Span.LastIndexOf('(');
        if (open < 0 || title[title.Length - 1] != ')')
        {
            return (Markup.Clean(title), title.Slice(title.Length));
        }

        return (Markup.Clean(title.Slice(0, open)), title.Slice(open + 1, title.Length - open - 2).Trim());
    }
}
