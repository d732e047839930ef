using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>An original and what became of it, with what differs.</summary>
internal sealed class SourceChange
{
    private readonly Dictionary<string, int> _removedLiterals = new(StringComparer.Ordinal);

    public SourceChange(RustSource before, RustSource after)
    {
        Before = before;
        After = after;
        Diff = TokenDiff.Between(before, after);
        for (var i = 0; i < before.Count; i++)
        {
            if (!Diff.KeptBefore[i] && before.Kind(i).IsLiteral())
            {
                var value = LiteralValue(before.Text(i));
                _removedLiterals[value] = _removedLiterals.GetValueOrDefault(value) + 1;
            }
        }
    }

    public RustSource Before { get; }

    public RustSource After { get; }

    public TokenDiff Diff { get; }

    public bool IsNew(int token) => token >= 0 && token < Diff.KeptAfter.Length && !Diff.KeptAfter[token];

    public bool IsGone(int token) => token >= 0 && token < Diff.KeptBefore.Length && !Diff.KeptBefore[token];

    public bool IsWhollyNew(RustNode node)
    {
        for (var i = node.First; i < node.End; i++)
        {
            if (Diff.KeptAfter[i])
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Takes one literal of this value that went away, if there is one left: a literal that moved is not invented.</summary>
    public bool TakeRemovedLiteral(string literal)
    {
        var value = LiteralValue(literal);
        if (_removedLiterals.GetValueOrDefault(value) == 0)
        {
            return false;
        }
        _removedLiterals[value]--;
        return true;
    }

    public DegenerateFinding New(DegenerateKind kind, string message, int token) =>
        new(kind, message, After.Line(After.ByteStart(token)), InOriginal: false);

    public DegenerateFinding Gone(DegenerateKind kind, string message, int token) =>
        new(kind, message, Before.Line(Before.ByteStart(token)), InOriginal: true);

    /// <summary>Whether the value stands somewhere in the original, if only in a form that is no literal there.</summary>
    public bool Quotes(string literal)
    {
        var value = LiteralValue(literal);
        return ((value.Length >= 3 || value.Any(c => c > 127)) && Before.ToString().Contains(value, StringComparison.OrdinalIgnoreCase))
            || (value.StartsWith("0.", StringComparison.Ordinal) && Before.ToString().Contains(value[1..], StringComparison.Ordinal));
    }

    /// <summary>A format string is judged by what it prints itself; which argument a placeholder names may change.</summary>
    private static string WithoutPlaceholders(string text)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }
        var kept = new System.Text.StringBuilder();
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == '{' ? 1 : 0;
            if (depth == 0)
            {
                kept.Append(c);
            }
            depth -= c == '}' && depth > 0 ? 1 : 0;
        }
        return kept.ToString();
    }

    /// <summary>A literal without what only its type needs: suffix, separators, a zero fraction, quotes and their prefixes.</summary>
    public static string LiteralValue(string literal)
    {
        if (literal.Length > 0 && char.IsAsciiDigit(literal[0]))
        {
            var text = literal.Replace("_", "", StringComparison.Ordinal);
            if (!text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            {
                foreach (var suffix in (string[])["u", "i", "f"])
                {
                    var at = text.IndexOf(suffix, StringComparison.Ordinal);
                    text = at > 0 ? text[..at] : text;
                }
            }
            return (text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text.TrimEnd('.')).ToUpperInvariant();
        }
        var quoted = literal.TrimStart('b', 'r', 'c', '#').TrimEnd('#');
        return WithoutPlaceholders(quoted.Length >= 2 ? quoted[1..^1] : quoted).Replace("\\", "", StringComparison.Ordinal);
    }
}
