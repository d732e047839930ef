using System.Collections.Immutable;
using System.Globalization;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;
using AgentEscalation.Rust.TestFailures;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Measuring;

/// <summary>Judges variants of a one-file program by its tests: one build of all of them, one run that sorts out, and a run for each that is left.</summary>
/// <param name="runner">Runs the tools.</param>
/// <param name="edition">The edition.</param>
/// <param name="folder">An existing folder for the sources and the test program.</param>
/// <param name="timeout">The longest that the tests of one variant may run.</param>
internal sealed class SwitchedProgram(ICommandRunner runner, string edition, string folder, TimeSpan timeout)
{
    private const int MostCrashes = 60;

    private readonly string _program = Path.Combine(folder, OperatingSystem.IsWindows() ? "switched.exe" : "switched");

    /// <summary>How the tests of each variant ended; null for one that one program cannot hold.</summary>
    /// <param name="original">The program.</param>
    /// <param name="variants">The edits of each variant.</param>
    /// <param name="cancellationToken">Ends the tools.</param>
    public async ValueTask<IReadOnlyList<RustCheck?>> RunAsync(
        RustSources original, IReadOnlyList<ImmutableArray<TextEdit>> variants, CancellationToken cancellationToken)
    {
        var results = new RustCheck?[variants.Count];
        var loops = false;
        var built = await SwitchBuild.RunAsync(original, variants, TestLoop.Pick, BuildAsync, cancellationToken).ConfigureAwait(false);
        foreach (var i in built.Broken)
        {
            results[i] = Failed("does not compile");
        }

        if (loops)
        {
            await SortOutAsync(built.Held, results, cancellationToken).ConfigureAwait(false);
        }

        foreach (var i in built.Held.Where(i => results[i] is null))
        {
            results[i] = await RunAsync(i, cancellationToken).ConfigureAwait(false);
        }

        return results;

        async ValueTask<CommandResult> BuildAsync(RustSources together, CancellationToken token)
        {
            (var loop, loops) = TestLoop.Of(SingleFileSources.FileName, RustSource.Read(CaseSources.Text(together)));
            var text = together.TryApply(loop, out var looping) ? CaseSources.Text(looping) : "";
            await File.WriteAllTextAsync(Path.Combine(folder, SingleFileSources.FileName), text, token).ConfigureAwait(false);
            return await runner.RunAsync(
                new()
                {
                    FileName = "rustc",
                    WorkingDirectory = folder,
                    Arguments =
                    [
                        "--test", "--edition", edition, "--crate-name", "switched", "--cap-lints", "allow", "-C", "debuginfo=0", "-C", "embed-bitcode=no", "--error-format=json", "-o", _program,
                        SingleFileSources.FileName,
                    ],
                    Environment = RustCommands.Environment(new()),
                },
                token).ConfigureAwait(false);
        }
    }

    private async ValueTask<RustCheck> RunAsync(int variant, CancellationToken cancellationToken)
    {
        var environment = RustCommands.Environment(new()).Add(VariantSwitch.Variable, Number(variant));
        var run = await runner.RunAsync(
            new() { FileName = _program, WorkingDirectory = folder, Environment = environment, Timeout = timeout }, cancellationToken).ConfigureAwait(false);
        return RustChecks.OfTests(new() { Kind = RustCheckKind.Passed }, run);
    }

    /// <summary>Fails those that fail when all run in one process. One that ends the process is left out, and the rest is run again.</summary>
    private async ValueTask SortOutAsync(IReadOnlyCollection<int> held, RustCheck?[] results, CancellationToken cancellationToken)
    {
        var notes = Path.Combine(folder, "notes");
        for (var crashes = 0; crashes < MostCrashes && held.Any(i => results[i] is null); crashes++)
        {
            File.Delete(notes);
            var environment = RustCommands.Environment(new()).Add(TestLoop.Notes, notes).Add(TestLoop.Variants, string.Join(',', held.Where(i => results[i] is null).Select(Number)));
            var run = await runner.RunAsync(
                new() { FileName = _program, Arguments = ["--test-threads=1"], WorkingDirectory = folder, Environment = environment, Timeout = timeout },
                cancellationToken).ConfigureAwait(false);
            var lines = File.Exists(notes) ? await File.ReadAllLinesAsync(notes, cancellationToken).ConfigureAwait(false) : [];
            foreach (var failed in lines.Where(line => line.StartsWith("failed ", StringComparison.Ordinal)))
            {
                results[Variant(failed)] = Failed("fails a test");
            }

            if (lines.Length == 0 || !lines[^1].StartsWith("start ", StringComparison.Ordinal))
            {
                return;
            }

            // It did not come back from the last one: an overflow of the stack, an exit, or no end.
            var last = Variant(lines[^1]);
            results[last] = run.TimedOut ? await RunAsync(last, cancellationToken).ConfigureAwait(false) : Failed("ends the test program");
        }
    }

    private static RustCheck Failed(string why) => new() { Kind = RustCheckKind.Failed, Error = why };

    private static string Number(int variant) => (variant + 1).ToString(CultureInfo.InvariantCulture);

    private static int Variant(string line) => int.Parse(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture) - 1;
}
