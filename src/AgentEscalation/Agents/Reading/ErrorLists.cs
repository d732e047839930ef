namespace AgentEscalation.Agents.Reading;

/// <summary>Reads list entries such as <c>❌ Borrow checker error → Review ownership, retry</c>.</summary>
internal static class ErrorLists
{
    private static readonly string[] Arrows = ["\u2192", "->", "=>", "\u21D2", "\u27A1", "\u279C", "\u2794"];

    private static readonly string[] Dashes = [": ", " \u2013 ", " \u2014 ", " - "];

    public static bool HasArrow(TextPiece item) => IndexOf(item, Arrows).Index >= 0;

    /// <summary>Reads an entry.</summary>
    /// <param name="item">The entry without its list sign.</param>
    /// <param name="source">For positions.</param>
    /// <param name="sink">For an entry without recovery.</param>
    /// <returns>The error; null when the entry names none.</returns>
    public static ProtocolError? Read(TextPiece item, SourceText source, DiagnosticSink sink)
    {
        var (index, length) = IndexOf(item, Arrows);
        if (index < 0)
        {
            (index, length) = IndexOf(item, Dashes);
        }

        var name = Markup.SkipSigns(index < 0 ? item : item.Slice(0, index));
        var words = Markup.Clean(name).TrimEnd(':', ' ');
        var recovery = index < 0 ? "" : Markup.Clean(item.Slice(index + length));
        var position = source.PositionAt(item.Start);
        if (recovery.Length == 0 || words.Length == 0)
        {
            sink.Add("AE0601", position, words.Length == 0
                ? $"This entry has no name: {DiagnosticSink.Quote(item.Words())}"
                : $"The error {DiagnosticSink.Quote(words)} has no recovery", "write 'name → what to try'");
        }

        return words.Length == 0
            ? null
            : new() { Name = words, Source = ErrorSource.List, Position = position, Recovery = recovery.Length == 0 ? null : recovery };
    }

    private static (int Index, int Length) IndexOf(TextPiece item, string[] signs)
    {
        var (best, length) = (-1, 0);
        foreach (var sign in signs)
        {
            var at = item.Span.IndexOf(sign, StringComparison.Ordinal);
            if (at >= 0 && (best < 0 || at < best))
            {
                (best, length) = (at, sign.Length);
            }
        }

        return (best, length);
    }
}
