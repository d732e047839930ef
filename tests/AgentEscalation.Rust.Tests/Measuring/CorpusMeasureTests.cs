using AgentEscalation.Rust.Measuring;
using AgentEscalation.Rust.Search;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Measuring;

/// <summary>Against the real toolchain.</summary>
public sealed class CorpusMeasureTests
{
    private static readonly CorpusCase Moved = new()
    {
        Name = "moved",
        Source = "pub fn total(v: Vec<i32>) -> i32 { v.iter().sum() }\nfn main() { let v = vec![1, 2]; println!(\"{}\", total(v)); println!(\"{}\", total(v)); }\n",
        Tests = "#[cfg(test)] mod hidden { #[test] fn sums() { assert_eq!(super::total(vec![1, 2]), 3); } }",
        Reference = "pub fn total(v: Vec<i32>) -> i32 { v.iter().sum() }\n// as published\nfn main() { let v = vec![1, 2]; println!(\"{}\", total(v.clone())); println!(\"{}\", total(v)); }\n",
    };

    private static readonly CorpusCase Wrong = Moved with
    {
        Name = "wrong",
        Tests = "#[test] fn sums() { assert_eq!(total(vec![1, 2]), 4); }",
        Reference = null,
    };

    private static readonly CorpusCase Hopeless = new() { Name = "hopeless", Source = "fn main() { let x: String = frobnicate(1); }\n" };

    private static readonly CorpusCase Sound = new() { Name = "sound", Source = "fn main() {}\n" };

    [Fact]
    public async Task Results_come_in_order_with_claim_score_and_baseline()
    {
        var seen = new List<string>();
        var results = await new CorpusMeasure(new ProcessCommandRunner()).RunAsync(
            [Moved, Wrong, Hopeless, Sound],
            new() { Levels = 1, Patterns = [] },
            r => { lock (seen) { seen.Add(r.Name); } },
            TestContext.Current.CancellationToken);
        Assert.Equal(["moved:resolved", "wrong:resolved", "hopeless:unresolved", "sound:completed"], results.Select(r => $"{r.Name}:{r.Outcome}"));
        Assert.Equal(["hopeless", "moved", "sound", "wrong"], seen.Order(StringComparer.Ordinal));
        Assert.Equal(new RepairScore(true, true, null, true), results[0].Score);
        Assert.Equal(new RepairScore(true, true, null, true), results[0].Baseline);
        Assert.Equal(("move-semantics", 1, 1), (results[0].Class, results[0].Level, results[0].Attempts));
        Assert.Equal(new RepairScore(true, false, null, null), results[1].Score);
        Assert.False(results[2].Score.Compiles);
        Assert.Equal(Hopeless.Source, results[2].Source);
        Assert.Contains("\"outcome\":\"resolved\"", results[0].ToJson(), StringComparison.Ordinal);

        var table = ScoreTable.Of(results);
        var level = table.Rows.Single(r => r.Title == "level 1");
        Assert.Equal((2.0 / 3, 0.5, 1), (level.Compiles.Rate, level.Precision.Rate, level.Abstained));
        Assert.Equal(1.0 / 3, level.Solved.Rate, 12);
        Assert.Equal("cargo fix --broken-code", table.Rows[0].Title);
    }

    [Fact]
    public async Task A_refused_repair_is_never_claimed_but_compared_with_the_published_one()
    {
        var refused = Moved with { Name = "refused" };
        var results = await new CorpusMeasure(new ProcessCommandRunner()).RunAsync(
            [refused, refused with { Name = "no-reference", Reference = null }],
            new() { Levels = 1, Patterns = [], Baseline = false, Guard = new NoClone() },
            null,
            TestContext.Current.CancellationToken);
        Assert.Equal(["unresolved", "unresolved"], results.Select(r => r.Outcome));
        Assert.Equal(new RepairScore(true, true, "a clone", true), results[0].Score);
        Assert.False(results[1].Score.Compiles);
        Assert.Equal(0, ScoreTable.Of(results).Rows[0].Solved.Rate);
    }

    private sealed class NoClone : IRepairGuard
    {
        public string? Refuse(RustSources before, RustSources after) =>
            after.TryGet("main.rs", out var bytes) && bytes.Span.IndexOf(".clone()"u8) >= 0 ? "a clone" : null;
    }

    [Fact]
    public void A_case_resolved_at_a_higher_level_is_not_counted_below()
    {
        var table = ScoreTable.Of([Result("a", 1), Result("b", 2), Result("c", 3) with { Outcome = "unresolved", Score = new(false, null, null, null) }]);
        Assert.Equal([1, 2, 2], table.Rows.Take(3).Select(r => (int)Math.Round(3 * r.Solved.Rate)));
        Assert.Equal([2, 1, 1], table.Rows.Take(3).Select(r => r.Abstained));
    }

    [Fact]
    public void A_degenerate_source_is_not_solved()
    {
        var row = ScoreTable.Of([Result("a", 1) with { Score = new(true, true, "todo!() took the place of work", null) }]).Rows[0];
        Assert.Equal((1.0, 0.0, 1), (row.Compiles.Rate, row.Solved.Rate, row.Degenerate));
    }

    private static CaseResult Result(string name, int level) => new()
    {
        Name = name, Outcome = "resolved", Level = level, Source = "", Class = "lifetime", Score = new(true, null, null, null),
    };
}
