using System.Collections.Immutable;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.TestFailures;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.TestFailures;

public sealed class SwitchedCrateTests
{
    private const string Library = "#![deny(warnings)]\npub fn sum_to(n: u32) -> u32 { (1..n).sum() }\npub fn up() -> impl Iterator<Item = u32> { 1..4 }\n";
    private const string Test = "#[test] fn sums() { assert_eq!(sample::sum_to(4), 10); assert_eq!(sample::up().count(), 3); }\n";

    [Fact]
    public async Task One_build_sorts_out_the_variants_of_a_crate()
    {
        using var folder = new ScratchFolder().Crate(Library);
        folder.Write("tests/all.rs", Test);
        var tools = new RustToolOptions { TargetFolder = Path.Combine(folder.Path, "target") };
        var runner = new ProcessCommandRunner();
        var before = await new CargoCheck(runner, tools).RunAsync(folder.Path, CargoVerb.Test, TestContext.Current.CancellationToken);
        Assert.Equal(["sums"], before.FailingTests.Select(test => test.Name));

        var written = 0;
        var results = await new SwitchedCrate(runner, tools, folder.Path, before).RunAsync(
            CrateSources.Read(folder.Path),
            [Edit("1..n", "1..=n"), Edit("1..n", "2..n"), Edit("1..n", "true"), Edit("1..4", "1..3")],
            (sources, _) =>
            {
                written++;
                Assert.True(sources.TryGet("src/lib.rs", out var bytes));
                File.WriteAllBytes(Path.Combine(folder.Path, "src/lib.rs"), bytes.ToArray());
                return ValueTask.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        // A function that hides its type cannot have several bodies.
        Assert.Equal([true, false, false, null], results);
        Assert.Equal(2, written);
    }

    private static ImmutableArray<TextEdit> Edit(string from, string to) =>
        Library.IndexOf(from, StringComparison.Ordinal) is var at && at >= 0 ? [new("src/lib.rs", at, at + from.Length, to)] : throw new ArgumentException(from);
}
