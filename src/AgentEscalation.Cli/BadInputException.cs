namespace AgentEscalation.Cli;

/// <summary>Something that the user gave cannot be used. Shown as one line, <c>error: what (where). what to do</c>, never with a stack.</summary>
/// <param name="what">What is wrong.</param>
/// <param name="where">The file, folder or option it is about; null when the text names it.</param>
/// <param name="mend">What to do about it, a sentence.</param>
internal sealed class BadInputException(string what, string? where, string mend) : Exception(Line(what, where, mend))
{
    private static string Line(string what, string? where, string mend)
    {
        var sentence = string.IsNullOrEmpty(where) ? what.TrimEnd('.') : $"{what.TrimEnd('.')} ({where})";
        return $"{sentence}{(sentence is [.., '?'] ? "" : ".")} {mend}".TrimEnd();
    }
}
