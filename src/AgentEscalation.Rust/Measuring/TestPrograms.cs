using System.Text;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Measuring;

/// <summary>Builds variants of a program together, each a module of one test program, and runs the tests of each in a process of its own. A variant
/// that does not compile is left out and the rest is built again.</summary>
/// <param name="runner">Runs the tools.</param>
/// <param name="edition">The edition.</param>
/// <param name="folder">An existing folder for the sources and the test program.</param>
/// <param name="timeout">The longest that the tests of one variant may run.</param>
internal sealed class TestPrograms(ICommandRunner runner, string edition, string folder, TimeSpan timeout)
{
    private const int MostBuilds = 5;

    /// <summary>How the tests of each variant ended, in their order; one that does not compile has failed without tests.</summary>
    /// <param name="variants">Programs without <c>crate::</c> paths.</param>
    /// <param name="cancellationToken">Ends the tools.</param>
    public async ValueTask<IReadOnlyList<RustCheck>> RunAsync(IReadOnlyList<string> variants, CancellationToken cancellationToken)
    {
        for (var i = 0; i < variants.Count; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"m{i}.rs"), variants[i], new UTF8Encoding(false), cancellationToken).ConfigureAwait(false);
        }

        var results = Enumerable.Repeat(new RustCheck { Kind = RustCheckKind.Failed, Error = "does not compile" }, variants.Count).ToArray();
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "variants.exe" : "variants");
        foreach (var i in await BuildAsync(variants.Count, program, cancellationToken).ConfigureAwait(false))
        {
            var run = await runner.RunAsync(
                new() { FileName = program, WorkingDirectory = folder, Arguments = [$"m{i}::"], Environment = RustCommands.Environment(new()), Timeout = timeout },
                cancellationToken).ConfigureAwait(false);
            var check = RustChecks.OfTests(new() { Kind = RustCheckKind.Passed }, run);
            results[i] = check with { Tests = [.. check.Tests.Select(test => test with { Name = test.Name[(test.Name.IndexOf("::", StringComparison.Ordinal) + 2)..] })] };
        }

        return results;
    }

    private async ValueTask<List<int>> BuildAsync(int count, string program, CancellationToken cancellationToken)
    {
        var left = Enumerable.Range(0, count).ToList();
        for (var builds = 0; builds < MostBuilds && left.Count > 0; builds++)
        {
            var modules = string.Concat(left.Select(i => $"mod m{i};\n"));
            await File.WriteAllTextAsync(Path.Combine(folder, "main.rs"), modules + "fn main() {}\n", new UTF8Encoding(false), cancellationToken).ConfigureAwait(false);
            var build = await runner.RunAsync(
                new()
                {
                    FileName = "rustc",
                    WorkingDirectory = folder,
                    Arguments = ["--test", "--edition", edition, "--crate-name", "variants", "-A", "warnings", "-C", "debuginfo=0", "--error-format=json", "-o", program, "main.rs"],
                    Environment = RustCommands.Environment(new()),
                },
                cancellationToken).ConfigureAwait(false);
            if (build.Succeeded)
            {
                return left;
            }

            var broken = DiagnosticReader.Read(build.StandardError).Diagnostics.Where(d => d.IsError).SelectMany(d => d.Spans).Select(span => span.File)
                .ToHashSet(StringComparer.Ordinal);
            if (left.RemoveAll(i => broken.Contains($"m{i}.rs")) == 0)
            {
                break;
            }
        }

        return [];
    }
}
