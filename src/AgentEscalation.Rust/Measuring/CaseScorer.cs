using System.Text;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Measuring;

/// <summary>Says what a source is worth: whether it compiles, passes the hidden tests, is a real repair, equals the published one.</summary>
internal sealed class CaseScorer(ICommandRunner runner, MeasureOptions options)
{
    public async ValueTask<RepairScore> ScoreAsync(
        CorpusCase corpusCase, RustSources sources, RustCheck check, string folder, CancellationToken cancellationToken)
    {
        var original = CaseSources.Of(corpusCase);
        var text = CaseSources.Text(sources);
        return new RepairScore(
            check.Passed,
            corpusCase.Tests is { } tests ? check.Passed && await TestAsync(corpusCase, text, tests, folder, cancellationToken).ConfigureAwait(false) : null,
            options.Guard?.Refuse(original, sources),
            corpusCase.Reference is { } reference ? SameTokens.Are(text, reference) : null);
    }

    // The whole program is built as a test program: what the tests do not name must still compile.
    private async ValueTask<bool> TestAsync(
        CorpusCase corpusCase, string source, string tests, string folder, CancellationToken cancellationToken)
    {
        folder = Directory.CreateDirectory(Path.Combine(folder, "tests")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "main.rs"), $"{source}\n{tests}\n", new UTF8Encoding(false), cancellationToken).ConfigureAwait(false);
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "tests.exe" : "tests");
        var environment = RustCommands.Environment(new() { AllowUnstableFeatures = corpusCase.IsUnstable });
        var build = await runner.RunAsync(
            new()
            {
                FileName = "rustc",
                WorkingDirectory = folder,
                Arguments = ["--test", "--edition", corpusCase.Edition, "--crate-name", "main", "-A", "warnings", "-o", program, "main.rs"],
                Environment = environment,
            },
            cancellationToken).ConfigureAwait(false);
        if (!build.Succeeded)
        {
            return false;
        }

        var run = await runner.RunAsync(
            new() { FileName = program, WorkingDirectory = folder, Environment = environment, Timeout = options.TestTimeout },
            cancellationToken).ConfigureAwait(false);
        return RustChecks.OfTests(new() { Kind = RustCheckKind.Passed }, run) is { Passed: true, TestsPassed: > 0 };
    }
}
