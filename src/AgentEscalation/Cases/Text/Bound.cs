namespace AgentEscalation.Cases.Text;

/// <summary>Cuts texts that are longer than they may be, visibly.</summary>
internal static class Bound
{
    /// <summary>The text, or its beginning and a note of what is missing.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return $"{text.AsSpan(0, end)} [... {text.Length - end} more characters]";
    }
}
