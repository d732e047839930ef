namespace AgentEscalation.Agents.Reading;

/// <summary>A stretch of the file's text that still knows where it stands, so that every value can be traced to its place.</summary>
internal readonly struct TextPiece(string text, int start, int length)
{
    public int Start => start;

    public int Length => length;

    public int End => start + length;

    public bool IsEmpty => length == 0;

    public ReadOnlySpan<char> Span => text.AsSpan(start, length);

    public char this[int index] => text[start + index];

    public TextPiece Slice(int offset, int count) => new(text, start + offset, count);

    public TextPiece Slice(int offset) => new(text, start + offset, length - offset);

    public TextPiece UpTo(int end) => new(text, start, end - start);

    public TextPiece Trim()
    {
        var from = 0;
        while (from < length && char.IsWhiteSpace(this[from]))
        {
            from++;
        }

        var to = length;
        while (to > from && char.IsWhiteSpace(this[to - 1]))
        {
            to--;
        }

        return Slice(from, to - from);
    }

    /// <summary>The text with runs of white space, line ends included, as one blank.</summary>
    public string Words()
    {
        var trimmed = Trim();
        if (trimmed.Span.IndexOfAny('\n', '\r', '\t') < 0 && trimmed.Span.IndexOf("  ", StringComparison.Ordinal) < 0)
        {
            return trimmed.ToString();
        }

        return string.Join(' ', trimmed.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public override string ToString() => text.Substring(start, length);
}
