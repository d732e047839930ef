using AgentEscalation.Rust.Measuring;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Measuring;

public sealed class TestFailureSetTests
{
    private const string Slip = """
        pub fn total(n: usize) -> usize { (0..n).sum() }
        pub fn spare(a: i32) -> i32 { a }
        #[cfg(test)] mod tests { use super::*; #[test] fn totals() { assert_eq!(total(4), 10); assert_eq!(total(0), 0); } #[test] fn spares() { assert_eq!(spare(1), 1); } }

        """;

    private static readonly CorpusCase Case = new()
    {
        Name = "slip", CrateType = "lib", Source = Slip, Reference = Slip.Replace("0..n", "0..=n", StringComparison.Ordinal),
        Tests = "#[cfg(test)] mod hidden { #[test] fn more() { assert_eq!(super::total(10), 55); } }",
    };

    [Fact]
    public async Task A_slip_that_the_programs_own_tests_notice_is_undone_and_the_hidden_tests_agree()
    {
        var results = await new CorpusMeasure(new ProcessCommandRunner()).RunAsync(
            [Case, Case with { Name = "fine", Source = Case.Reference! }, Case with { Name = "beyond", Source = Slip.Replace("(0..n).sum()", "{ let _ = n; 9 }", StringComparison.Ordinal) }],
            new() { Baseline = false }, null, TestContext.Current.CancellationToken);
        Assert.Equal(["resolved", "completed", "unresolved"], results.Select(result => result.Outcome));
        Assert.Equal(new RepairScore(true, true, null, true), results[0].Score);
        Assert.Equal(("test-failure", 2), (results[0].Class, results[0].Level));
        Assert.False(results[2].Score.TestsPass);
    }

    [Fact]
    public async Task A_variant_that_does_not_compile_leaves_the_others_their_tests()
    {
        using var folder = new ScratchFolder();
        var checks = await new TestPrograms(new ProcessCommandRunner(), "2021", folder.Path, TimeSpan.FromSeconds(10)).RunAsync(
            [Slip, Slip.Replace("0..n", "0..x", StringComparison.Ordinal), Case.Reference!], TestContext.Current.CancellationToken);
        Assert.Equal([false, false, true], checks.Select(check => check.Passed));
        Assert.Equal(["tests::totals"], checks[0].FailingTests.Select(test => test.Name));
        Assert.Empty(checks[1].Tests);
    }

    /// <summary>Writes the set anew into the folder that the variable names, from the programs beside the tests.</summary>
    [Fact]
    public async Task The_set_can_be_made_again()
    {
        var folder = Environment.GetEnvironmentVariable("AGENT_ESCALATION_MUTANTS");
        Assert.SkipWhen(folder is null, "AGENT_ESCALATION_MUTANTS names no folder");
        foreach (var (letter, half) in ((string, string)[])[("a", "seen"), ("b", "held-out")])
        {
            var programs = Path.Combine(folder, "..", "AgentEscalation.Rust.Tests", "Sets", "programs");
            Assert.InRange(await MutantSet.WriteAsync(programs, letter, Path.Combine(folder, $"failing-tests-{half}.jsonl"), 10, TestContext.Current.CancellationToken), 50, 60);
        }
    }
}
