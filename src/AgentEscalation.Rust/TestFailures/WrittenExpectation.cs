using System.Globalization;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.TestFailures;

/// <summary>The expectation that a failed <c>assert_eq!</c> has written in the test, and what it would have to be for the test to pass.
/// Only ever an option for a person.</summary>
/// <param name="Edit">The edit of the test.</param>
/// <param name="Line">The line of the assertion, from 1.</param>
/// <param name="Expected">The expectation as it is written.</param>
/// <param name="Found">What the code computes.</param>
internal sealed record WrittenExpectation(TextEdit Edit, int Line, string Expected, string Found)
{
    private const string Panicked = " panicked at ";
    private const int MostFound = 200;

    /// <summary>Reads the first failed assertion in what a test run printed. The text is untrusted: it only points at a place that is then
    /// read from the sources, and its values go into the edit only when they are plain literals.</summary>
    /// <param name="printed">What the tests printed.</param>
    /// <param name="sources">All sources, tests included.</param>
    /// <returns>The expectation; null when there is none of that kind.</returns>
    public static WrittenExpectation? Of(string printed, RustSources sources)
    {
        var lines = printed.Split('\n').Select(l => l.Trim()).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Place(lines[i]) is not var (file, line) || !sources.TryGet(file, out var bytes))
            {
                continue;
            }

            var left = Value(lines, i, "left: ");
            var right = Value(lines, i, "right: ");
            if (left is not null && right is not null && Find(file, line, RustSource.Read(bytes), left, right) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static WrittenExpectation? Find(string file, int line, RustSource source, string left, string right)
    {
        var assertion = source.Root.SelfAndBelow().FirstOrDefault(node =>
            node is { Kind: NodeKind.MacroCall, NameText: "assert_eq", Children.Count: >= 2 } && source.Line(node.ByteStart) == line);
        if (assertion is null)
        {
            return null;
        }

        // By custom the expectation stands second; it is the side that is written out.
        var (expectation, found) = IsWrittenOut(assertion.Children[1]) ? (assertion.Children[1], left)
            : IsWrittenOut(assertion.Children[0]) ? (assertion.Children[0], right)
            : (null, "");
        return expectation is not null && IsPlain(found)
            ? new(new(file, expectation.ByteStart, expectation.ByteEnd, found), line, expectation.Text, found)
            : null;
    }

    private static bool IsWrittenOut(RustNode side) => side.SelfAndBelow().All(node => node.Kind
        is NodeKind.Literal or NodeKind.Unary or NodeKind.Binary or NodeKind.Paren or NodeKind.Ref or NodeKind.Tuple or NodeKind.Array
        || (node.Kind is NodeKind.Path && node.Text is "None")
        || (node.Kind is NodeKind.Call or NodeKind.ArgList && side.Kind is NodeKind.Call && side.Children[0].Text is "Some" or "Ok" or "Err")
        || (node.Kind is NodeKind.Path && node.Text is "Some" or "Ok" or "Err"));

    private static bool IsPlain(string value)
    {
        if (value.Length is 0 or > MostFound)
        {
            return false;
        }

        var read = RustSource.Read(value);
        return Enumerable.Range(0, read.Count).All(t => read.Kind(t) is TokenKind.Int or TokenKind.Float or TokenKind.Str or TokenKind.Char
            || read.Text(t) is "-" or "(" or ")" or "[" or "]" or "," or "Some" or "None" or "Ok" or "Err" or "true" or "false");
    }

    private static string? Value(string[] lines, int from, string label)
    {
        for (var i = from + 1; i < lines.Length && i <= from + 4; i++)
        {
            if (lines[i].StartsWith(label, StringComparison.Ordinal))
            {
                return lines[i][label.Length..];
            }
        }

        return null;
    }

    private static (string File, int Line)? Place(string text)
    {
        var at = text.IndexOf(Panicked, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var parts = text[(at + Panicked.Length)..].TrimEnd(':').Split(':');
        return parts.Length >= 2 && int.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (string.Join(':', parts[..^2]).Replace('\\', '/'), line)
            : null;
    }
}
