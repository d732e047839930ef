using System.Collections.Immutable;

namespace AgentEscalation.Agents.Reading;

/// <summary>One pass over the lines of the body. Only block structure is read, no inlines, so the time is proportional to the length whatever
/// the text is.</summary>
internal sealed class BodyScanner(SourceText source, int firstLine, DiagnosticSink sink)
{
    private readonly List<BodyLine> _lines = [];

    public static List<BodyLine> Scan(SourceText source, int firstLine, DiagnosticSink sink)
    {
        var scanner = new BodyScanner(source, firstLine, sink);
        scanner.Classify();
        scanner.MarkTables();
        return scanner._lines;
    }

    /// <summary>Mentions of agents outside code, each once, at its first place.</summary>
    public static ImmutableArray<Addressee> Mentions(SourceText source, List<BodyLine> lines)
    {
        var mentions = new Dictionary<string, Addressee>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Kind is BodyLineKind.Code or BodyLineKind.Comment || !line.Content.Span.Contains('@'))
            {
                continue;
            }

            var span = line.Content.Span;
            for (var i = span.IndexOf('@'); i >= 0 && i < span.Length;)
            {
                var name = MentionAt(span, i);
                if (name.Length > 0 && !mentions.ContainsKey(name))
                {
                    mentions.Add(name, new(AddresseeKind.Mention, name, source.PositionAt(line.Content.Start + i)));
                }

                var next = span[(i + 1)..].IndexOf('@');
                i = next < 0 ? span.Length : i + 1 + next;
            }
        }

        return [.. mentions.Values];
    }

    /// <summary>The kebab-case name behind an <c>@</c> that is neither a mail address, nor a scoped package, nor a decorator.</summary>
    private static string MentionAt(ReadOnlySpan<char> span, int at)
    {
        if (at > 0 && (char.IsLetterOrDigit(span[at - 1]) || span[at - 1] is '.' or '_' or '/' or '@'))
        {
            return "";
        }

        var end = at + 1;
        while (end < span.Length && (char.IsAsciiLetterLower(span[end]) || char.IsAsciiDigit(span[end]) || span[end] == '-'))
        {
            end++;
        }

        var name = span[(at + 1)..end].TrimEnd('-');
        var after = end < span.Length ? span[end] : ' ';
        var isPath = after is '/' or '(' or '_' || char.IsLetter(after)
            || (after is '.' && end + 1 < span.Length && char.IsLetterOrDigit(span[end + 1]));
        return name.Contains('-') && char.IsAsciiLetterLower(name[0]) && !isPath && name.Length <= 64 ? name.ToString() : "";
    }

    private void Classify()
    {
        // A fence that is never closed would swallow the rest of the file: then, and only then, headings and labels end a fence.
        var unpaired = FindUnpairedFence();
        int? culprit = null;
        var (fence, length, opened, comment) = ('\0', 0, 0, false);
        for (var i = firstLine; i < source.LineCount; i++)
        {
            var text = source.Line(i);
            var trimmed = text.Trim();
            if (fence != '\0')
            {
                if (ClosesFence(trimmed.Span, fence, length))
                {
                    fence = '\0';
                    _lines.Add(new(BodyLineKind.Fence, trimmed));
                    continue;
                }

                if (unpaired is null || !LooksLikeStructure(text))
                {
                    _lines.Add(new(BodyLineKind.Code, trimmed));
                    continue;
                }

                fence = '\0';
                culprit ??= opened;
            }

            if (comment || trimmed.Span.StartsWith("<!--"))
            {
                comment = !trimmed.Span.Contains("-->", StringComparison.Ordinal);
                _lines.Add(new(BodyLineKind.Comment, trimmed));
            }
            else if (OpensFence(trimmed.Span, out var sign, out var count))
            {
                (fence, length, opened) = (sign, count, i);
                _lines.Add(new(BodyLineKind.Fence, trimmed));
            }
            else
            {
                _lines.Add(Plain(text, trimmed));
            }
        }

        if ((unpaired is null ? null : culprit ?? unpaired) is { } line)
        {
            sink.Add("AE0301", source.PositionAt(source.Line(line).Start), "This code fence is not closed; headings and labels were taken for its end",
                "add the missing fence line");
        }
    }

    private int? FindUnpairedFence()
    {
        var (fence, length, opened, comment) = ('\0', 0, 0, false);
        for (var i = firstLine; i < source.LineCount; i++)
        {
            var trimmed = source.Line(i).Trim().Span;
            if (fence != '\0')
            {
                fence = ClosesFence(trimmed, fence, length) ? '\0' : fence;
            }
            else if (comment || trimmed.StartsWith("<!--"))
            {
                comment = !trimmed.Contains("-->", StringComparison.Ordinal);
            }
            else if (OpensFence(trimmed, out var sign, out var count))
            {
                (fence, length, opened) = (sign, count, i);
            }
        }

        return fence == '\0' ? null : opened;
    }

    private static bool OpensFence(ReadOnlySpan<char> line, out char sign, out int count)
    {
        (sign, count) = line.IsEmpty ? ('\0', 0) : (line[0], line.Length - line.TrimStart(line[0]).Length);
        return sign is '`' or '~' && count >= 3 && !(sign == '`' && line[count..].Contains('`'));
    }

    private static bool ClosesFence(ReadOnlySpan<char> line, char sign, int count) =>
        line.Length >= count && line.TrimStart(sign).IsEmpty;

    private static bool LooksLikeStructure(TextPiece line)
    {
        var span = line.Span;
        if (HeadingRank(span) > 1 || (HeadingRank(span) == 1 && span.Contains("Level ", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var trimmed = line.Trim();
        return Label.Read(StripItem(trimmed), boldOnly: true) is { Kind: not LabelKind.Unknown } || trimmed.Span is "---";
    }

    private static BodyLine Plain(TextPiece line, TextPiece trimmed)
    {
        if (trimmed.IsEmpty)
        {
            return new(BodyLineKind.Blank, trimmed);
        }

        if (HeadingRank(line.Span) is > 0 and var rank)
        {
            var text = trimmed.Slice(rank).Trim();
            var end = text.Span.TrimEnd('#').Length;
            var closed = end < text.Length && (end == 0 || char.IsWhiteSpace(text[end - 1]));
            return new(BodyLineKind.Heading, closed ? text.Slice(0, end).Trim() : text, rank);
        }

        if (trimmed.Length >= 3 && trimmed[0] is '-' or '*' or '_' && IsRule(trimmed.Span))
        {
            return new(BodyLineKind.Rule, trimmed);
        }

        var item = StripItem(trimmed);
        return item.Start != trimmed.Start ? new(BodyLineKind.Item, item) : new(BodyLineKind.Text, trimmed);
    }

    private static int HeadingRank(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(' ');
        var rank = text.Length - text.TrimStart('#').Length;
        return line.Length - text.Length <= 3 && rank is > 0 and <= 6 && (rank == text.Length || char.IsWhiteSpace(text[rank])) ? rank : 0;
    }

    private static bool IsRule(ReadOnlySpan<char> line)
    {
        var sign = line[0];
        var count = 0;
        foreach (var c in line)
        {
            if (c != sign && !char.IsWhiteSpace(c))
            {
                return false;
            }

            count += c == sign ? 1 : 0;
        }

        return count >= 3;
    }

    /// <summary>The text behind a list sign; the text itself when it has none.</summary>
    private static TextPiece StripItem(TextPiece line)
    {
        var span = line.Span;
        if (span.Length > 1 && span[0] is '-' or '*' or '+' or '\u2022' && char.IsWhiteSpace(span[1]))
        {
            return line.Slice(1).Trim();
        }

        var digits = 0;
        while (digits < span.Length && digits < 9 && char.IsAsciiDigit(span[digits]))
        {
            digits++;
        }

        return digits > 0 && digits + 1 < span.Length && span[digits] is '.' or ')' && char.IsWhiteSpace(span[digits + 1])
            ? line.Slice(digits + 1).Trim()
            : line;
    }

    private void MarkTables()
    {
        for (var i = 1; i < _lines.Count; i++)
        {
            if (_lines[i].Kind is not (BodyLineKind.Text or BodyLineKind.Item or BodyLineKind.Rule) || !TableCells.IsDelimiter(_lines[i].Content.Span)
                || _lines[i - 1].Kind is not BodyLineKind.Text || !_lines[i - 1].Content.Span.Contains('|'))
            {
                continue;
            }

            for (var k = i - 1; k < _lines.Count && (k <= i || (_lines[k].Kind == BodyLineKind.Text && _lines[k].Content.Span.Contains('|'))); k++)
            {
                _lines[k] = _lines[k] with { Kind = BodyLineKind.Table };
            }
        }
    }
}
