using System.Collections.Frozen;

namespace AgentEscalation.Agents.Reading;

/// <summary>Whom a phrase names: <c>@a, @b or @c</c>, <c>@a or performance architect</c>, <c>Claude + User with options</c>.</summary>
internal static class AddresseeGrammar
{
    private const int LongestRole = 60;

    private static readonly FrozenSet<string> Users = FrozenSet.Create(StringComparer.Ordinal, "user", "users", "human", "humans", "person", "people");

    private static readonly FrozenSet<string> Articles = FrozenSet.Create(
        StringComparer.Ordinal, "the", "a", "an", "your", "our", "either", "to", "any", "first", "then", "relevant", "appropriate");

    /// <summary>Words behind which a phrase says what for or with what, and names nobody any more.</summary>
    private static readonly FrozenSet<string> Qualifiers = FrozenSet.Create(
        StringComparer.Ordinal,
        "with", "for", "when", "if", "via", "who", "which", "that", "including", "after", "before", "depending", "by", "because", "where", "on", "in", "as");

    /// <summary>Reads the addressees, in order.</summary>
    /// <param name="content">The phrase.</param>
    /// <param name="source">For positions.</param>
    /// <param name="rest">Words that name nobody although they stand where a name is expected.</param>
    /// <returns>The addressees.</returns>
    public static List<Addressee> Read(TextPiece content, SourceText source, List<TextPiece> rest)
    {
        var found = new List<Addressee>();
        if (IsPlaceholder(content))
        {
            return found;
        }

        var qualified = false;
        foreach (var part in Split(content))
        {
            var piece = CutQualifier(part, out var cut);
            if (ReadOne(piece, source) is { } addressee)
            {
                if (!qualified || addressee.Kind is AddresseeKind.Mention or AddresseeKind.User)
                {
                    found.Add(addressee);
                }
            }
            else if (!qualified && !piece.Trim().IsEmpty)
            {
                rest.Add(piece.Trim());
            }

            qualified |= cut;
        }

        // The session that talks to the user is not a second addressee beside the user.
        if (found.Exists(a => a.Kind == AddresseeKind.User))
        {
            found.RemoveAll(a => a is { Kind: AddresseeKind.Bare } && a.Text.Equals("claude", StringComparison.OrdinalIgnoreCase));
        }

        return [.. found.DistinctBy(a => a.Text, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>What stands behind "escalate ... to" in a sentence; nothing when it does not say that.</summary>
    public static TextPiece BehindEscalateTo(TextPiece content)
    {
        var words = WordScanner.Scan(content);
        var escalates = words.FindIndex(w => w.Text is "escalate" or "escalates" or "escalated" or "consult" or "consults" or "ask" or "asks" or "hand" or "present");
        if (escalates < 0)
        {
            return content.Slice(content.Length);
        }

        var behind = words[escalates].Text is "consult" or "consults" or "ask" or "asks" ? escalates : words.FindIndex(escalates, w => w.Is("to"));
        return behind < 0 ? content.Slice(content.Length) : content.Slice(words[behind].End - content.Start);
    }

    private static bool IsPlaceholder(TextPiece content)
    {
        var trimmed = content.Trim();
        return trimmed.Length > 1 && trimmed[0] == '[' && trimmed.Span.IndexOf(']') == trimmed.Length - 1;
    }

    private static List<TextPiece> Split(TextPiece content)
    {
        var parts = new List<TextPiece>();
        var (start, depth) = (content.Start, 0);
        var span = content.Span;
        for (var i = 0; i < span.Length; i++)
        {
            depth = span[i] switch { '(' => depth + 1, ')' => Math.Max(0, depth - 1), _ => depth };
            var length = depth > 0 ? 0 : SeparatorAt(span, i);
            if (length > 0)
            {
                parts.Add(content.Slice(start - content.Start, content.Start + i - start));
                start = content.Start + i + length;
                i += length - 1;
            }
        }

        parts.Add(content.Slice(start - content.Start));
        return parts;
    }

    private static int SeparatorAt(ReadOnlySpan<char> span, int i)
    {
        if (span[i] is ',' or ';' or '/' or '|' or '+' or '&' or '\u2192' or '>')
        {
            return 1;
        }

        if (!char.IsWhiteSpace(span[i]))
        {
            return 0;
        }

        foreach (var word in (ReadOnlySpan<string>)["or", "and", "then", "else"])
        {
            if (span.Length > i + word.Length + 1 && span[(i + 1)..].StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && char.IsWhiteSpace(span[i + word.Length + 1]))
            {
                return word.Length + 1;
            }
        }

        return 0;
    }

    private static TextPiece CutQualifier(TextPiece part, out bool cut)
    {
        cut = false;
        var parenthesis = part.Span.IndexOf('(');
        var piece = parenthesis >= 0 ? part.Slice(0, parenthesis) : part;
        var words = WordScanner.Scan(piece);
        var at = words.FindIndex(w => Qualifiers.Contains(w.Text) || w.Is(":") || w.Is("\u2013") || w.Is("\u2014"));
        if (at < 0)
        {
            return piece;
        }

        cut = true;
        return piece.Slice(0, words[at].Start - piece.Start);
    }

    private static Addressee? ReadOne(TextPiece piece, SourceText source)
    {
        var text = TrimMarks(piece);
        if (text.IsEmpty)
        {
            return null;
        }

        var at = text.Span.IndexOf('@');
        if (at >= 0)
        {
            var end = at + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.'))
            {
                end++;
            }

            var name = text.Slice(at + 1, end - at - 1).ToString().TrimEnd('.', '-');
            return name.Length == 0 ? null
                : Users.Contains(name.ToLowerInvariant()) ? new(AddresseeKind.User, "user", source.PositionAt(text.Start + at))
                : new(AddresseeKind.Mention, name, source.PositionAt(text.Start + at));
        }

        var words = WordScanner.Scan(text);
        var first = 0;
        while (first < words.Count && Articles.Contains(words[first].Text))
        {
            first++;
        }

        if (first == words.Count)
        {
            return null;
        }

        text = text.Slice(words[first].Start - text.Start);
        var position = source.PositionAt(text.Start);
        if (Users.Contains(words[^1].Text) && words.Count - first <= 3)
        {
            return new(AddresseeKind.User, "user", position);
        }

        var plain = Markup.Clean(text);
        var isName = plain.All(c => char.IsLetterOrDigit(c) || c is '-' or '_');
        return isName ? new(AddresseeKind.Bare, plain, position)
            : plain.Length <= LongestRole && plain.Any(char.IsLetter) && plain.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '\'')
                ? new(AddresseeKind.Role, plain, position)
                : null;
    }

    private static TextPiece TrimMarks(TextPiece piece)
    {
        var text = piece.Trim();
        while (!text.IsEmpty && text[0] is '*' or '`' or '"' or '\'' or '_' or '(')
        {
            text = text.Slice(1).Trim();
        }

        while (!text.IsEmpty && text[text.Length - 1] is '*' or '`' or '"' or '\'' or '_' or ')' or '.')
        {
            text = text.Slice(0, text.Length - 1).Trim();
        }

        return text;
    }
}
