using System.Collections.Immutable;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Verifiers;

/// <summary>Makes results of what the tools returned.</summary>
internal static class RustChecks
{
    private const int MostOthers = 100;
    private const int MostErrorText = 16 * 1024;

    /// <summary>The result of a build.</summary>
    public static RustCheck OfBuild(CommandResult result, Func<RustDiagnostic, bool> counts)
    {
        var output = DiagnosticReader.Read(Lines(result));
        ImmutableArray<RustDiagnostic> errors = [.. output.Diagnostics.Where(counts).OrderBy(CompilerPhases.Of)];
        var common = new RustCheck { Kind = RustCheckKind.Failed, Diagnostics = output.Diagnostics, Errors = errors, Elapsed = result.Elapsed };
        if (result.TimedOut)
        {
            return Setup(common, $"The build did not end within {result.Elapsed.TotalSeconds:0} s and was stopped.") with { TimedOut = true };
        }

        if (!errors.IsEmpty)
        {
            return common with
            {
                Class = ErrorClasses.Of(errors[0]),
                Code = errors[0].Code,
                Rank = RustRank.Of(errors),
                Error = Cut(Text(errors[0])),
                Others = [.. errors.Skip(1).Take(MostOthers).Select(Line)],
            };
        }

        // An exit code without an error to show: the manifest, a dependency, a build script, a linker, or a killed compiler.
        return result.ExitCode == 0
            ? common with { Kind = RustCheckKind.Passed }
            : Setup(common, ErrorLines(result));
    }

    /// <summary>The result of running tests after a build that passed.</summary>
    public static RustCheck OfTests(RustCheck build, CommandResult result)
    {
        var run = LibtestReader.Read(result.StandardOutput);
        var check = build with { Kind = RustCheckKind.Failed, Tests = run.Tests, Elapsed = build.Elapsed + result.Elapsed };
        var failing = check.FailingTests.ToArray();
        if (result.ExitCode == 0 && !result.TimedOut && run.Complete && failing.Length == 0)
        {
            return check with { Kind = RustCheckKind.Passed };
        }

        var text = result.TimedOut ? $"The tests did not end within {result.Elapsed.TotalSeconds:0} s and were stopped."
            : failing.Length > 0 ? $"test {failing[0].Name} failed\n{failing[0].Output}"
            : result.ExitCode != 0 ? $"The tests ended with exit code {result.ExitCode}.\n{ErrorLines(result)}"
            : "A test program ended before it had reported all its tests.";
        var count = Math.Max(1, failing.Length);
        return check with
        {
            Class = ErrorClass.TestFailure,
            Rank = RustRank.Of(CompilerPhase.Test, count, count),
            Error = Cut(text),
            Others = [.. failing.Skip(1).Take(MostOthers).Select(t => $"test {t.Name} failed")],
            TimedOut = result.TimedOut,
        };
    }

    private static RustCheck Setup(RustCheck check, string text) => check with
    {
        Class = ErrorClass.NameSyntaxAndVisibility,
        Rank = RustRank.Of(CompilerPhase.Setup, 1, 1 + check.Errors.Length),
        Error = Cut(text),
        Others = [.. check.Errors.Take(MostOthers).Select(Line)],
    };

    // rustc writes its JSON to standard error, cargo to standard output.
    private static string Lines(CommandResult result) =>
        result.StandardOutput.Length == 0 ? result.StandardError : result.StandardOutput + "\n" + result.StandardError;

    private static string Text(RustDiagnostic error) => error.Rendered.Length > 0 ? error.Rendered.TrimEnd() : Line(error);

    private static string Line(RustDiagnostic error)
    {
        var code = error.Code is null ? "" : $"[{error.Code}]";
        var place = error.Primary is { } span ? $" ({span.File}:{span.LineStart}:{span.ColumnStart})" : "";
        return Cut($"error{code}: {error.Message}{place}".ReplaceLineEndings(" "));
    }

    private static string ErrorLines(CommandResult result)
    {
        var text = result.StandardError.Trim();
        var start = text.StartsWith("error", StringComparison.Ordinal) ? 0 : text.IndexOf("\nerror", StringComparison.Ordinal) + 1;
        return text.Length == 0 ? $"The build ended with exit code {result.ExitCode} and said nothing." : text[start..];
    }

    private static string Cut(string text) => text.Length <= MostErrorText ? text : text[..MostErrorText] + "\n[cut]";
}
