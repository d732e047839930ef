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

    [Theory]
    // The slip was a division left out; the tests divide by what comes out.
    [InlineData("pub fn share(sum: u32, n: u32) -> u32 { sum }", "assert_eq!(super::share(9, 3), 3);")]
    // Half of three, three less two, and what is left of three by two are one.
    [InlineData("pub fn middle(v: &[u32]) -> u32 { let n = v.len(); v[n * 2] }", "assert_eq!(super::middle(&[1, 5, 9]), 5);")]
    // One more at the bound and one more in the sum.
    [InlineData("pub fn upto(n: u32) -> u32 { let mut sum = 0; for i in 0..n { sum += i; } sum }", "assert_eq!(super::upto(1), 1);")]
    public async Task What_weak_tests_let_through_is_not_claimed(string code, string assertion)
    {
        var results = await new CorpusMeasure(new ProcessCommandRunner()).RunAsync(
            [new() { Name = "weak", CrateType = "lib", Source = code + "\n#[cfg(test)] mod tests { #[test] fn holds() { " + assertion + " } }\n" }],
            new() { Baseline = false }, null, TestContext.Current.CancellationToken);
        Assert.Equal("unresolved", results[0].Outcome);
        Assert.True(results[0].Options.Count > 1, string.Join('\n', results[0].Options));
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
        foreach (var (letter, half) in ((string, string)[])[("a", "seen"), ("b", "held-out"), ("c", "fresh")])
        {
            var programs = Path.Combine(folder, "..", "AgentEscalation.Rust.Tests", "Sets", "programs");
            Assert.InRange(await MutantSet.WriteAsync(programs, letter, Path.Combine(folder, $"failing-tests-{half}.jsonl"), 10, TestContext.Current.CancellationToken), 50, 80);
        }
    }
}
