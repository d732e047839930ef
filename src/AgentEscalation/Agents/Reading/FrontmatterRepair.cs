using System.Text;

namespace AgentEscalation.Agents.Reading;

/// <summary>The two repairs of frontmatter that is not YAML: a one-line value becomes literal text, and lines that begin no known key
/// continue the value before them. Lines keep their numbers and values their columns.</summary>
internal sealed class FrontmatterRepair
{
    private readonly DiagnosticSink _sink;
    private readonly List<TextPiece> _lines = [];
    private readonly string _yaml;
    private readonly bool _hasBlock;

    public FrontmatterRepair(SourceText source, int close, string yaml, DiagnosticSink sink)
    {
        (_sink, _yaml) = (sink, yaml);
        for (var i = Frontmatter.FirstLine; i < close; i++)
        {
            _lines.Add(source.Line(i));
        }

        _hasBlock = _lines.Exists(l => KeyOf(l.Span) is KnownKeys.Escalation);
    }

    public YamlFailure? Mend(YamlFailure strict, out YamlNode? root, out string yaml)
    {
        var quoted = Quote();
        yaml = Text(quoted);
        root = null;
        var remaining = quoted.Count == 0 ? strict : YamlTreeReader.Read(yaml, Frontmatter.FirstLine, out root);
        if (remaining is null)
        {
            Report(quoted);
            return null;
        }

        if (FirstHeading() is { } heading)
        {
            return new("AE0104", heading, "The frontmatter is not closed by a line '---' before the text begins");
        }

        var joined = Join(quoted, out var firstJoined);
        if (joined is not null && _hasBlock)
        {
            return new("AE0112", firstJoined, "This line begins no known key, and lines are not joined in a file with an escalation block: " +
                strict.Message);
        }

        if (joined is not null)
        {
            yaml = Text(joined);
            if (YamlTreeReader.Read(yaml, Frontmatter.FirstLine, out root) is null)
            {
                Report(joined);
                return null;
            }
        }

        // What the first repair mended is mended; what is left is the error.
        Report(quoted);
        (root, yaml) = (null, _yaml);
        return quoted.Count == 0 ? strict : remaining;
    }

    private static string? KeyOf(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon < 0 || (colon + 1 < line.Length && !char.IsWhiteSpace(line[colon + 1])))
        {
            return null;
        }

        var key = line[..colon].TrimEnd();
        return KnownKeys.Contains(key) ? key.ToString() : null;
    }

    private static string SingleQuoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>What makes a one-line value impossible as YAML.</summary>
    private static bool Offends(ReadOnlySpan<char> value) =>
        value[0] switch
        {
            // Text that only begins with a quotation or a bracket. One that is never closed is a slip, and guessing its end would hide it.
            '"' or '\'' => value[1..].IndexOf(value[0]) is >= 0 and var quote && quote < value.Length - 2,
            '[' or '{' => value.IndexOf((char)(value[0] + 2)) is >= 0 and var bracket && bracket < value.Length - 1,
            '|' or '>' => false,
            '*' or '&' or '!' or '%' or '@' or '`' => true,
            _ => value.IndexOf(": ", StringComparison.Ordinal) >= 0 || value.IndexOf(":\t", StringComparison.Ordinal) >= 0 || value[^1] == ':',
        };

    private Dictionary<int, Change> Quote()
    {
        var changes = new Dictionary<int, Change>();
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i];
            if (KeyOf(line.Span) is not { } key || key == KnownKeys.Escalation || !EndsValue(i + 1))
            {
                continue;
            }

            var value = line.Slice(line.Span.IndexOf(':') + 1).Trim();
            if (!value.IsEmpty && Offends(value.Span))
            {
                changes[i] = new(line.UpTo(value.Start).ToString() + SingleQuoted(value.ToString()), "AE0110", PositionOf(i, value),
                    $"The value of '{key}' is not valid YAML and was read as literal text", "put it in quotes");
            }
        }

        return changes;
    }

    /// <summary>Whether a value that stands in the line before is over: a continued one would be a folded text.</summary>
    private bool EndsValue(int line) =>
        line >= _lines.Count || _lines[line].Trim().IsEmpty || !char.IsWhiteSpace(_lines[line][0]);

    private Dictionary<int, Change>? Join(Dictionary<int, Change> quoted, out SourcePosition first)
    {
        first = default;
        if (_lines.Exists(l => l.Span.StartsWith("\t") && KeyOf(l.Trim().Span) is not null))
        {
            // A key behind a tab is a slip of the keyboard and no text: joining would swallow it.
            return null;
        }

        var changes = new Dictionary<int, Change>(quoted);
        var any = false;
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i];
            if (KeyOf(line.Span) is not { } key || key == KnownKeys.Escalation)
            {
                continue;
            }

            var value = line.Slice(line.Span.IndexOf(':') + 1).Trim();
            var last = i;
            while (last + 1 < _lines.Count && KeyOf(_lines[last + 1].Span) is null)
            {
                last++;
            }

            while (last > i && _lines[last].Trim().IsEmpty)
            {
                last--;
            }

            // A value that begins on the next line, or a block scalar, is left to YAML.
            if (value.IsEmpty || value[0] is '|' or '>' || last == i)
            {
                continue;
            }

            var joined = new StringBuilder(Unquote(value.ToString()));
            for (var k = i + 1; k <= last; k++)
            {
                joined.Append(' ').Append(_lines[k].Trim().Span);
                changes[k] = Change.Blank;
            }

            var position = PositionOf(i + 1, _lines[i + 1].Trim());
            first = any ? first : position;
            any = true;
            changes[i] = new(line.UpTo(value.Start).ToString() + SingleQuoted(joined.ToString()), "AE0111", position,
                $"{last - i} line{(last == i + 1 ? "" : "s")} without a known key joined to the value of '{key}'",
                "indent them below a 'description: >' line");
        }

        return any ? changes : null;
    }

    private static string Unquote(string value) =>
        value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;

    /// <summary>A Markdown heading between the markers: what looks like the end is a rule in the body.</summary>
    private SourcePosition? FirstHeading()
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i].Span;
            var text = line.TrimStart('#');
            var marks = line.Length - text.Length;
            if (marks is > 0 and < 7 && !text.IsEmpty && text[0] == ' ' && i > 0 && _lines[i - 1].Trim().IsEmpty)
            {
                return new(i + 1 + Frontmatter.FirstLine, 1);
            }
        }

        return null;
    }

    private string Text(Dictionary<int, Change> changes)
    {
        var text = new StringBuilder(_yaml.Length + 64);
        for (var i = 0; i < _lines.Count; i++)
        {
            text.Append(changes.TryGetValue(i, out var change) ? change.Line : _lines[i].ToString()).Append('\n');
        }

        return text.ToString();
    }

    private void Report(Dictionary<int, Change> changes)
    {
        foreach (var change in changes.Values.Where(c => c.Code.Length > 0))
        {
            _sink.Add(change.Code, change.Position, change.Message, change.Hint);
        }
    }

    private SourcePosition PositionOf(int line, TextPiece piece) =>
        new(line + 1 + Frontmatter.FirstLine, piece.Start - _lines[line].Start + 1);

    private sealed record Change(string Line, string Code, SourcePosition Position, string Message, string? Hint)
    {
        public static Change Blank { get; } = new("", "", default, "", null);
    }
}
