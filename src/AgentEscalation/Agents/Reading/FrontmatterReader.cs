using System.Buffers;

namespace AgentEscalation.Agents.Reading;

/// <summary>Finds the frontmatter and parses it: strictly first, with a repair only when that failed.</summary>
internal static class FrontmatterReader
{
    public const int MaxLength = 64 * 1024;

    /// <summary>A NUL ends a scalar without a word, so none of them reaches the parser.</summary>
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Append(0x7F).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r'))]);

    /// <summary>Whether the first line is the opening marker.</summary>
    public static bool HasOpening(SourceText source) => IsMarker(source.Line(0));

    public static Frontmatter Read(SourceText source, DiagnosticSink sink)
    {
        var close = 1;
        while (close < source.LineCount && !IsMarker(source.Line(close)))
        {
            close++;
        }

        if (close == source.LineCount)
        {
            ReportUnclosed(source, sink);
            return new() { Rejected = true };
        }

        var start = source.LineStart(1);
        var end = source.LineStart(close);
        if (end - start > MaxLength)
        {
            sink.Add("AE0108", new(1, 1), $"The frontmatter has {end - start} characters; at most {MaxLength} are read",
                "move the text into the body");
            return new() { CloseLine = close, Rejected = true };
        }

        var yaml = Plain(source.Text[start..end]);
        var control = yaml.AsSpan().IndexOfAny(Controls);
        if (control >= 0)
        {
            sink.Add("AE0105", source.PositionAt(start + control), $"Control character U+{(int)yaml[control]:X4} in the frontmatter",
                "remove it");
            return new() { CloseLine = close, Rejected = true };
        }

        var failure = YamlTreeReader.Read(yaml, Frontmatter.FirstLine, out var root);
        if (failure is { Code: "AE0105" })
        {
            failure = new FrontmatterRepair(source, close, yaml, sink).Mend(failure, out root, out yaml);
        }

        if (failure is not null)
        {
            sink.Add(failure.Code, failure.Position, failure.Message + Excerpt(source, failure.Position));
            return new() { CloseLine = close, Yaml = yaml, Rejected = true };
        }

        if (root is { Kind: not YamlKind.Map, IsNull: false })
        {
            sink.Add("AE0107", root.Position, $"The frontmatter is a {(root.Kind == YamlKind.List ? "list" : "text")}, not a map",
                "write 'key: value' lines");
            return new() { CloseLine = close, Yaml = yaml, Rejected = true };
        }

        return new()
        {
            CloseLine = close,
            Root = root is { Kind: YamlKind.Map } ? root : null,
            Yaml = yaml,
            Rejected = root is not null && ReportDuplicates(root, sink),
        };
    }

    private static bool IsMarker(TextPiece line) =>
        line.Span is ['-', '-', '-', ..] && line.Span[3..].IsWhiteSpace();

    private static void ReportUnclosed(SourceText source, DiagnosticSink sink)
    {
        for (var i = 1; i < source.LineCount; i++)
        {
            var line = source.Line(i).Span.TrimEnd();
            if (line.Length > 3 && line.TrimStart('-').IsEmpty)
            {
                sink.Add("AE0104", new(1, 1), "The frontmatter is not closed by a line '---'",
                    $"line {i + 1} has {line.Length} dashes; write exactly three");
                return;
            }
        }

        sink.Add("AE0104", new(1, 1), "The frontmatter is not closed by a line '---'", "add the line after the last key");
    }

    /// <summary>Characters that YAML 1.1 takes for line ends and nobody else does; replaced one for one, so that positions stay.</summary>
    private static string Plain(string yaml) =>
        yaml.AsSpan().IndexOfAny('\u0085', '\u2028', '\u2029') < 0
            ? yaml
            : yaml.Replace('\u0085', ' ').Replace('\u2028', ' ').Replace('\u2029', ' ');

    /// <summary>A window of the line around an error: the column is often far to the right.</summary>
    private static string Excerpt(SourceText source, SourcePosition position)
    {
        if (position.Line < 1 || position.Line > source.LineCount)
        {
            return "";
        }

        var line = source.Line(position.Line - 1);
        var from = Math.Clamp(position.Column - 21, 0, line.Length);
        var piece = line.Slice(from, Math.Min(50, line.Length - from));
        return piece.Trim().IsEmpty ? "" : $", near {DiagnosticSink.Quote(piece.Trim().ToString())}";
    }

    private static bool ReportDuplicates(YamlNode node, DiagnosticSink sink)
    {
        var found = false;
        var seen = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Entries)
        {
            if (key.Kind == YamlKind.Scalar && !seen.TryAdd(key.Text, key.Position))
            {
                var first = seen[key.Text];
                sink.Add("AE0106", key.Position, $"The key {DiagnosticSink.Quote(key.Text)} is there twice, first at {first}",
                    "keep one of the two");
                found = true;
            }

            found |= ReportDuplicates(value, sink);
        }

        foreach (var item in node.Items)
        {
            found |= ReportDuplicates(item, sink);
        }

        return found;
    }
}
