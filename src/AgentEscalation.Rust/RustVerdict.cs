using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>Says what the toolchain found in the words of the ladder.</summary>
internal static class RustVerdict
{
    private const int LinesAround = 4;
    private const int MostContext = 4096;
    private const int MostPlaces = 4;

    public static Verdict Of(RustCheck check, CargoVerb verb, PrivateCopy copy) => check.Kind switch
    {
        RustCheckKind.Passed => Verdict.VerifiedWith(Passed(check, verb)),
        RustCheckKind.Failed => Verdict.Failed(new Failure
        {
            Text = check.Error,
            Class = check.Class?.Slug(),
            Code = check.Code,
            Rank = check.Rank,
            Context = Context(check, copy),
            Others = [.. check.Others.Select(o => new UntrustedText(o))],
            Summary = Failed(check),
        }),
        _ => Verdict.Unverifiable(check.Why ?? "the Rust tools gave no answer"),
    };

    private static string Passed(RustCheck check, CargoVerb verb) => verb switch
    {
        CargoVerb.Test when check.TestsPassed == 0 => "compiles, there are no tests",
        CargoVerb.Test => $"compiles, {check.TestsPassed} of {check.TestsPassed} tests pass",
        CargoVerb.Clippy => "compiles, no lint about unsafe code",
        _ => "compiles",
    };

    private static string Failed(RustCheck check)
    {
        var failing = check.FailingTests.Count();
        return check switch
        {
            { TimedOut: true } => "did not end in time",
            { Class: ErrorClass.TestFailure } => failing == 0
                ? "compiles, the tests did not end as they should"
                : $"compiles, {check.TestsPassed} of {check.TestsPassed + failing} tests pass",
            { Errors: { Length: > 0 } errors } => $"{errors.Length} {(errors.Length == 1 ? "error" : "errors")}, first {check.Code ?? check.Class?.Slug()}",
            _ => "does not build",
        };
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

        return text.Length <= MostContext ? text.ToString() : text.ToString(0, MostContext);
    }

    private static void Append(StringBuilder text, DiagnosticSpan span, string[] lines, HashSet<(string, int)> shown)
    {
        var (from, to) = (Math.Max(1, span.LineStart - LinesAround), Math.Min(lines.Length, span.LineEnd + LinesAround));
        if (Enumerable.Range(span.LineStart, Math.Max(0, Math.Min(to, span.LineEnd) - span.LineStart + 1)).All(l => shown.Contains((span.File, l))))
        {
            return;
        }

        text.Append(span.File).Append(':').Append(span.LineStart).Append('\n');
        for (var line = from; line <= to; line++)
        {
            if (shown.Add((span.File, line)))
            {
                text.Append($"{line,5} | ").Append(lines[line - 1].TrimEnd('\r')).Append('\n');
            }
        }
    }
}
