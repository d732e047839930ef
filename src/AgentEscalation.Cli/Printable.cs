using System.Buffers;
using System.Text;

namespace AgentEscalation.Cli;

/// <summary>Text from outside, made harmless for a terminal: compiler output and file contents may carry escape sequences.</summary>
internal static class Printable
{
    private static readonly SearchValues<char> Harmful = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not '\n' and not '\t'),
         '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069']);

    /// <summary>The text without control characters other than line ends and tabs, and without marks that change the direction of
    /// reading. Line ends become <c>\n</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text to print.</returns>
    public static string Of(string? text)
    {
        text = (text ?? "").ReplaceLineEndings("\n");
        if (!text.AsSpan().ContainsAny(Harmful))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(Harmful.Contains(c) ? '\uFFFD' : c);
        }

        return clean.ToString();
    }

    /// <summary>The first line, cut to a length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">Most characters.</param>
    /// <returns>One line.</returns>
    public static string Line(string? text, int length = 160)
    {
        var line = Of(text).Trim().Split('\n', 2)[0].TrimEnd();
        return line.Length <= length ? line : $"{line[..(length - 1)]}…";
    }

    /// <summary>Every line moved to the right.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="by">What stands before each line.</param>
    /// <returns>The lines, without a line end after the last.</returns>
    public static string Indent(string? text, string by = "  ") => by + Of(text).TrimEnd().Replace("\n", $"\n{by}", StringComparison.Ordinal);
}
