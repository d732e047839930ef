using System.Text;
using AgentEscalation.Rust.Measuring;
using AgentEscalation.Rust.Patterns.TestFailures;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Patterns;

public sealed class TestFailureTests
{
    private const string Right = """
        pub const LOW: i32 = 1;
        pub const HIGH: i32 = 10;
        pub fn clamp(x: i32, low: i32, high: i32) -> i32 { if x < low { low } else if x > high { high } else { x } }
        pub fn inside(x: i32) -> i32 { clamp(x, LOW, HIGH) }
        pub fn total(n: usize) -> usize { let mut sum = 0; for i in 0..=n { sum += i; } sum }
        pub fn untouched(a: i32, b: i32) -> i32 { a - b }
        #[cfg(test)]
        mod tests {
            use super::*;
            #[test] fn clamps() { assert_eq!(clamp(5, 1, 3), 3); assert_eq!(clamp(0, 1, 3), 1); assert_eq!(clamp(2, 1, 3), 2); }
            #[test] fn insides() { assert_eq!(inside(0), 1); assert_eq!(inside(99), 10); assert_eq!(inside(4), 4); }
            #[test] fn totals() { assert_eq!(total(4), 10); assert_eq!(total(0), 0); }
            #[test] fn others() { assert_eq!(untouched(3, 1), 2); }
        }

        """;

    [Theory]
    [InlineData("0..=n", "0..n", "totals", "..= for ..")]
    [InlineData("sum += i", "sum -= i", "totals", "+= for -=")]
    [InlineData("clamp(x, LOW, HIGH)", "clamp(x, HIGH, LOW)", "insides", "swapped")]
    [InlineData("{ low } else if", "{ high } else if", "clamps", "low for high")]
    [InlineData("if x < low", "if !(x < low)", "clamps", "no !")]
    [InlineData("let mut sum = 0", "let mut sum = 1", "totals", "0 for 1")]
    [InlineData("0..=n", "0..=n + 1", "totals", "without the one")]
    [InlineData("clamp(x, LOW, HIGH)", "clamp(x, LOW, LOW)", "insides", "HIGH for LOW")]
    public async Task A_slip_is_among_the_changes_and_undoing_it_is_claimed(string right, string wrong, string failing, string what)
    {
        var broken = RustSources.Empty.With("main.rs", Right.Replace(right, wrong, StringComparison.Ordinal));
        var candidates = TestFailureRepairs.Of(broken, [new("tests::" + failing, TestOutcome.Failed), new("tests::others", TestOutcome.Passed)]);
        var mended = Squeeze(Right);
        var result = await UniqueRepair.FindAsync(broken, candidates, [], Judge(broken, text => Squeeze(text) == mended), 500, TestContext.Current.CancellationToken);
        Assert.NotNull(result.Claimed);
        Assert.Contains(what, result.Claimed.Candidate.Title, StringComparison.Ordinal);
        Assert.True(result.Complete);
    }

    [Fact]
    public async Task Judged_by_the_real_tests_the_one_change_that_passes_is_claimed()
    {
        const string small = "pub fn total(n: usize) -> usize { (0..n).sum() }\n#[cfg(test)] mod tests { #[test] fn totals() { assert_eq!(super::total(4), 10); assert_eq!(super::total(0), 0); } }\n";
        var broken = RustSources.Empty.With("main.rs", small);
        var tests = await RunAsync(broken);
        var result = await UniqueRepair.FindAsync(
            broken, TestFailureRepairs.Of(broken, tests), TestFailureRepairs.RivalsOf(broken, tests), RealAsync, 100, TestContext.Current.CancellationToken);
        Assert.Equal("..= for .. in total at main.rs:1", result.Claimed?.Candidate.Title);

        async ValueTask<IReadOnlyList<bool?>> RealAsync(IReadOnlyList<SizedCandidate> changes, CancellationToken token)
        {
            using var folder = new ScratchFolder();
            var checks = await new SwitchedProgram(new ProcessCommandRunner(), "2021", folder.Path, TimeSpan.FromSeconds(10)).RunAsync(
                broken, [.. changes.Select(change => change.Candidate.Edits)], token);
            return [.. checks.Select(check => check?.Passed)];
        }
    }

    [Fact]
    public void Only_code_that_a_failing_test_reaches_is_changed_and_never_the_tests()
    {
        var broken = RustSources.Empty.With("main.rs", Right.Replace("0..=n", "0..n", StringComparison.Ordinal));
        var candidates = TestFailureRepairs.Of(broken, [new("tests::totals", TestOutcome.Failed), new("tests::others", TestOutcome.Passed)]);
        Assert.NotEmpty(candidates);
        Assert.All(candidates, candidate => Assert.Contains(" in total at ", candidate.Candidate.Title, StringComparison.Ordinal));
        Assert.Equal(candidates.OrderBy(candidate => candidate.Size), candidates);
    }

    [Fact]
    public void Only_code_that_all_failing_tests_reach_is_changed()
    {
        var broken = RustSources.Empty.With("main.rs", Right.Replace("{ low } else if", "{ high } else if", StringComparison.Ordinal));
        var candidates = TestFailureRepairs.Of(broken, [new("tests::clamps", TestOutcome.Failed), new("tests::insides", TestOutcome.Failed)]);
        Assert.NotEmpty(candidates);
        Assert.All(candidates, candidate => Assert.Contains(" in clamp at ", candidate.Candidate.Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("amount / people")]
    [InlineData("amount * 3")]
    [InlineData("amount < COUNT")]
    [InlineData("rest - 1")]
    public void What_the_code_could_have_meant_has_operators_names_and_operands_in_scope(string meant)
    {
        var broken = RustSources.Empty.With("main.rs", "const COUNT: u32 = 3; fn f(amount: u32, people: u32, text: &str) -> u32 { let rest = amount % 3; if amount > COUNT { rest } else { amount } }\n"
            + "#[cfg(test)] mod tests { #[test] fn t() { super::f(1, 2, \"\"); } }\n");
        var texts = TestFailureRepairs.RivalsOf(broken, [new("tests::t", TestOutcome.Failed)]).Select(rival => Text(broken, rival)).ToList();
        Assert.Contains(texts, text => text.Contains(meant, StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("amount + text", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_changes_that_both_pass_are_options_and_no_repair()
    {
        var broken = RustSources.Empty.With("main.rs", Right.Replace("0..=n", "0..n", StringComparison.Ordinal));
        var candidates = TestFailureRepairs.Of(broken, [new("tests::totals", TestOutcome.Failed)]);
        var passing = candidates.Take(2).ToList();
        var texts = passing.ConvertAll(candidate => Text(broken, candidate));
        var result = await UniqueRepair.FindAsync(broken, candidates, [], Judge(broken, texts.Contains), 500, TestContext.Current.CancellationToken);
        Assert.Null(result.Claimed);
        Assert.Equal(passing, result.Passing);
    }

    [Fact]
    public async Task A_change_that_passes_beside_something_else_that_the_code_could_have_meant_is_an_option()
    {
        var (broken, candidates) = Slip();
        var rival = candidates[1] with { Size = 3 };
        var (own, other) = (Text(broken, candidates[0]), Text(broken, rival));
        var result = await UniqueRepair.FindAsync(broken, [candidates[0]], [rival], Judge(broken, text => text == own || text == other), 500, TestContext.Current.CancellationToken);
        Assert.Null(result.Claimed);
        Assert.Equal([candidates[0], rival], result.Passing);
    }

    [Fact]
    public async Task A_change_that_passes_beside_one_that_means_the_same_is_claimed()
    {
        var broken = RustSources.Empty.With("main.rs", "fn over(x: i32) -> bool { x < 3 }");
        var (own, same) = (Change("x > 3"), Change("3 < x"));
        var result = await UniqueRepair.FindAsync(broken, [own], [same], Judge(broken, _ => true), 500, TestContext.Current.CancellationToken);
        Assert.Same(own, result.Claimed);
        SizedCandidate Change(string text) => new(new("inverse-mutation", text, [new("main.rs", 26, 31, text)], 0.5), 1, 0);
    }

    [Fact]
    public async Task What_could_not_be_told_of_a_rival_leaves_nothing_claimed()
    {
        var (broken, candidates) = Slip();
        var own = Text(broken, candidates[0]);
        var result = await UniqueRepair.FindAsync(
            broken, [candidates[0]], [candidates[1]], (some, _) => ValueTask.FromResult<IReadOnlyList<bool?>>([.. some.Select(c => Text(broken, c) == own ? true : (bool?)null)]), 500,
            TestContext.Current.CancellationToken);
        Assert.Null(result.Claimed);
        Assert.False(result.Complete);
    }

    [Fact]
    public async Task With_more_changes_than_may_be_tried_nothing_is_claimed()
    {
        var (broken, candidates) = Slip();
        var first = Text(broken, candidates[0]);
        var result = await UniqueRepair.FindAsync(broken, candidates, [], Judge(broken, text => text == first), 2, TestContext.Current.CancellationToken);
        Assert.Null(result.Claimed);
        Assert.False(result.Complete);
    }

    private static (RustSources Broken, IReadOnlyList<SizedCandidate> Candidates) Slip()
    {
        var broken = RustSources.Empty.With("main.rs", Right.Replace("0..=n", "0..n", StringComparison.Ordinal));
        return (broken, TestFailureRepairs.Of(broken, [new("tests::totals", TestOutcome.Failed)]));
    }

    private static Func<IReadOnlyList<SizedCandidate>, CancellationToken, ValueTask<IReadOnlyList<bool?>>> Judge(RustSources broken, Func<string, bool> passes) =>
        (changes, _) => ValueTask.FromResult<IReadOnlyList<bool?>>([.. changes.Select(change => (bool?)passes(Text(broken, change)))]);

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')')));

    private static string Text(RustSources sources, SizedCandidate candidate) => sources.TryApply(candidate.Candidate.Edits, out var edited) ? Text(edited) : "";

    private static string Text(RustSources sources) => sources.TryGet("main.rs", out var bytes) ? Encoding.UTF8.GetString(bytes.Span) : "";

    /// <summary>Builds the program with its tests and runs them.</summary>
    private static async Task<Rust.Verifiers.TestResult[]> RunAsync(RustSources sources)
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("main.rs", Text(sources));
        var runner = new ProcessCommandRunner();
        var build = await runner.RunAsync(new() { FileName = "rustc", WorkingDirectory = Path.GetDirectoryName(file)!, Arguments = ["--test", "--edition", "2021", "-A", "warnings", "-o", "tests", "main.rs"] }, TestContext.Current.CancellationToken);
        if (!build.Succeeded)
        {
            return [];
        }
        var run = await runner.RunAsync(new() { FileName = Path.Combine(folder.Path, "tests"), WorkingDirectory = folder.Path, Timeout = TimeSpan.FromSeconds(10) }, TestContext.Current.CancellationToken);
        return [.. RustChecks.OfTests(new() { Kind = RustCheckKind.Passed }, run).Tests];
    }
}
