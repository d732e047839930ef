using System.Collections.Immutable;
using System.Globalization;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.TestFailures;

/// <summary>Sorts out variants of a crate by its test programs: one build of all of them, then a run for each. Only to sort out: what passes is built
/// and tested as cargo does it, documentation included.</summary>
/// <param name="runner">Runs the tools.</param>
/// <param name="tools">Limits of the tools, with the target folder.</param>
/// <param name="crate">A copy of the crate that belongs to this object.</param>
/// <param name="before">How the crate's tests end as it is.</param>
internal sealed class SwitchedCrate(ICommandRunner runner, RustToolOptions tools, string crate, RustCheck before)
{
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(5);

    // Of the time that the tests take as they are.
    private const int MostTimes = 10;

    /// <summary>Whether each variant may pass: false when it does not compile or a test fails, true when none of the test programs fails, null when
    /// that cannot be told this way.</summary>
    /// <param name="original">The sources of the crate, all or those that variants change.</param>
    /// <param name="variants">The edits of each variant.</param>
    /// <param name="write">Writes sources into the crate.</param>
    /// <param name="cancellationToken">Ends the tools.</param>
    public async ValueTask<bool?[]> RunAsync(
        RustSources original, IReadOnlyList<ImmutableArray<TextEdit>> variants, Func<RustSources, CancellationToken, ValueTask> write, CancellationToken cancellationToken)
    {
        var results = new bool?[variants.Count];
        var built = await SwitchBuild.RunAsync(
            original,
            variants,
            VariantSwitch.PickAlone,
            async (together, token) =>
            {
                await write(together, token).ConfigureAwait(false);
                return await runner.RunAsync(RustCommands.BuildTests(crate, tools), token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var i in built.Broken)
        {
            results[i] = false;
        }

        if (built.Built is null)
        {
            return results;
        }

        // Run by themselves and not by cargo, they must end as they did, or what they say of variants is worth nothing.
        var programs = DiagnosticReader.Read(built.Built.StandardOutput).TestExecutables;
        var (asIs, took) = await TestsAsync(programs, variant: null, tools.TestTimeout, stopAtFailure: false, cancellationToken).ConfigureAwait(false);
        if (!Failing(asIs).SetEquals(Failing(before.Tests)))
        {
            return results;
        }

        var limit = took * MostTimes > Floor ? took * MostTimes : Floor;
        limit = limit < tools.TestTimeout ? limit : tools.TestTimeout;
        foreach (var i in built.Held)
        {
            var (tests, _) = await TestsAsync(programs, i, limit, stopAtFailure: true, cancellationToken).ConfigureAwait(false);
            results[i] = tests.Length >= asIs.Length && Failing(tests).Count == 0;
        }

        return results;
    }

    private async ValueTask<(ImmutableArray<TestResult> Tests, TimeSpan Took)> TestsAsync(
        ImmutableArray<string> programs, int? variant, TimeSpan limit, bool stopAtFailure, CancellationToken cancellationToken)
    {
        var tests = ImmutableArray.CreateBuilder<TestResult>();
        var took = TimeSpan.Zero;
        var environment = RustCommands.Environment(tools).SetItem("CARGO_MANIFEST_DIR", crate)
            .SetItem(VariantSwitch.Variable, (variant + 1)?.ToString(CultureInfo.InvariantCulture));
        foreach (var program in programs)
        {
            var run = await runner.RunAsync(new() { FileName = program, WorkingDirectory = crate, Environment = environment, Timeout = limit }, cancellationToken).ConfigureAwait(false);
            var check = RustChecks.OfTests(new() { Kind = RustCheckKind.Passed }, run);
            took += run.Elapsed;
            tests.AddRange(check.Tests);
            if (!check.Passed && !check.FailingTests.Any())
            {
                tests.Add(new(program, TestOutcome.Failed));
            }

            if (stopAtFailure && !check.Passed)
            {
                break;
            }
        }

        return (tests.ToImmutable(), took);
    }

    private static HashSet<string> Failing(IEnumerable<TestResult> tests) =>
        tests.Where(test => test.Outcome == TestOutcome.Failed).Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
}
