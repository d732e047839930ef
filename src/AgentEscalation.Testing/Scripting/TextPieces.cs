namespace AgentEscalation.Testing.Scripting;

/// <summary>Cuts a text as a streaming model does.</summary>
internal static class TextPieces
{
    private const int FewestPieces = 4;
    private const int ShortPiece = 12;

    /// <summary>The pieces in order: short ones of a short text, and never more than a few thousand.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Pieces that together are the text, no character of two parts cut in the middle.</returns>
    public static IEnumerable<string> Of(string text)
    {
        var size = Math.Max(ShortPiece, text.Length / 1024);
        if (text.Length / FewestPieces is > 0 and var quarter)
        {
            size = Math.Min(size, quarter);
        }

        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(at + size, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            {
                end++;
            }

            yield return text[at..end];
            at = end;
        }
    }
}
