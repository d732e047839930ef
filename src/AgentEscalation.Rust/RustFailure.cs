using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>A failure made small enough that a report about it stays within 4 KB: the first error, the others that it does not explain, and the lines
/// that they name. Errors of later phases follow from those of the earliest, and repeats of a message are told once.</summary>
internal static class RustFailure
{
    private const int LinesAround = 2;
    private const int MostError = 1000;
    private const int MostTestOutput = 2000;
    private const int MostContext = 600;
    private const int MostOthers = 5;
    private const int MostOther = 70;
    private const int MostPlaces = 4;
    private const int MostLine = 160;

    public static Failure Of(RustCheck check, string summary, PrivateCopy copy) => new()
    {
        Text = Cut(check.Error, check.Class == ErrorClass.TestFailure ? MostTestOutput : MostError),
        Class = check.Class?.Slug(),
        Code = check.Code,
        Rank = check.Rank,
        Context = Context(check, copy),
        Others = Others(check),
        Summary = summary,
    };

    /// <summary>What is wrong besides the first error, without what follows from it.</summary>
    private static ImmutableArray<UntrustedText> Others(RustCheck check)
    {
        if (check.Others.IsDefaultOrEmpty)
        {
            return [];
        }

        IEnumerable<string> lines = check.Others;
        if (check.Errors is { Length: > 0 } errors && check.Others.Length == Math.Min(errors.Length - 1, 100))
        {
            var phase = CompilerPhases.Of(errors[0]);
            lines = check.Others.Zip(errors.Skip(1)).Where(pair => CompilerPhases.Of(pair.Second) == phase && (pair.Second.Code, pair.Second.Message) != (errors[0].Code, errors[0].Message))
                .DistinctBy(pair => (pair.Second.Code, pair.Second.Message)).Select(pair => pair.First);
        }

        var told = lines.Take(MostOthers).Select(line => new UntrustedText(Cut(line, MostOther))).ToList();
        var more = Math.Max(check.Others.Length, check.Errors.Length - 1) - told.Count;
        if (more > 0)
        {
            told.Add(new(string.Create(CultureInfo.InvariantCulture, $"and {more} more, alike or of later phases")));
        }

        return [.. told];
    }

    /// <summary>The lines that the first error names, primary place first.</summary>
    private static string Context(RustCheck check, PrivateCopy copy)
    {
        var text = new StringBuilder();
        var shown = new HashSet<(string, int)>();
        foreach (var span in check.Errors.Take(1).SelectMany(e => e.Spans.OrderByDescending(s => s.IsPrimary)).Take(MostPlaces))
        {
            if (text.Length < MostContext && copy.TryResolve(span.File, out _, out _) && copy.ReadText(span.File) is { } source)
            {
                Append(text, span, source.Split('\n'), shown);
            }
        }

        return Cut(text.ToString(), MostContext);
    }

    private static void Append(StringBuilder text, DiagnosticSpan span, string[] lines, HashSet<(string, int)> shown)
    {
        var (from, to) = (Math.Max(1, span.LineStart - LinesAround), Math.Min(lines.Length, span.LineEnd + LinesAround));
        if (Enumerable.Range(span.LineStart, Math.Max(0, Math.Min(to, span.LineEnd) - span.LineStart + 1)).All(l => shown.Contains((span.File, l))))
        {
            return;
        }

        text.Append(span.File).Append(':').Append(span.LineStart).Append('\n');
        for (var line = from; line <= to && text.Length < MostContext; line++)
        {
            if (shown.Add((span.File, line)))
            {
                text.Append($"{line,5} | ").Append(Cut(lines[line - 1].TrimEnd('\r'), MostLine)).Append('\n');
            }
        }
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        // At the end of a line where there is one.
        var end = text.LastIndexOf('\n', most) is > 0 and var line ? line : char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return $"{text.AsSpan(0, end)}...";
    }
}
