using System.Collections.Immutable;
using System.Text;
using AgentEscalation.Scorecards;

namespace AgentEscalation.Rust.Measuring;

/// <summary>The figures of a measurement: the baseline, each level, each class.</summary>
public sealed class ScoreTable
{
    private ScoreTable(ImmutableArray<ScoreRow> rows) => Rows = rows;

    /// <summary>The rows in the order they are shown.</summary>
    public ImmutableArray<ScoreRow> Rows { get; }

    /// <summary>Adds up results. Cases whose source passes from the start, and those that nothing could be said of, are left out.</summary>
    /// <param name="results">The results of one corpus.</param>
    /// <returns>The table.</returns>
    public static ScoreTable Of(IEnumerable<CaseResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var cases = results.Where(r => r.Outcome is "resolved" or "unresolved").ToArray();
        var rows = ImmutableArray.CreateBuilder<ScoreRow>();
        if (cases.Length > 0 && cases.All(c => c.Baseline is not null))
        {
            rows.Add(Baseline(cases));
        }

        var highest = cases.Length == 0 ? 0 : cases.Max(c => c.Level);
        for (var level = 1; level <= highest; level++)
        {
            rows.Add(Row(level == 1 ? "level 1" : $"levels 1-{level}", cases, level));
        }

        foreach (var group in cases.GroupBy(c => c.Class ?? "unclassified").OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            rows.Add(Row(group.Key, [.. group], highest));
        }

        return new ScoreTable(rows.ToImmutable());
    }

    /// <summary>The table as text with a line a row; rates in percent with their 95 % interval.</summary>
    /// <returns>Markdown.</returns>
    public override string ToString()
    {
        var text = new StringBuilder()
            .AppendLine("| row | n | compiles | tests pass | solved | equal | precision | degenerate | abstained | attempts | compiles/case | s median | s p95 |")
            .AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in Rows)
        {
            text.AppendLine(
                $"| {row.Title} | {row.Compiles.N} | {Show(row.Compiles)} | {Show(row.TestsPass)} | {Show(row.Solved)} | {Show(row.EqualsReference)} "
                + $"| {Show(row.Precision)} | {row.Degenerate} | {row.Abstained} | {row.Attempts:0.0} | {row.SourcesCompiled:0.0} "
                + $"| {row.MedianSeconds:0.00} | {row.P95Seconds:0.00} |");
        }

        return text.ToString();
    }

    private static string Show(WilsonInterval rate) =>
        rate.N == 0 ? "-" : $"{rate.Rate * 100:0.0} % [{rate.Low * 100:0.0}, {rate.High * 100:0.0}]";

    private static ScoreRow Baseline(CaseResult[] cases) =>
        Row("cargo fix --broken-code", [.. cases.Select(c => new Scored(c.Baseline!, c.Baseline!.Compiles))], cases.Length, 1, 0, 0, 0);

    // What a case resolved at a higher level was worth at this one is not known better than "not yet".
    private static ScoreRow Row(string title, CaseResult[] cases, int level)
    {
        var seconds = cases.Select(c => c.Seconds).Order().ToArray();
        return Row(
            title,
            [.. cases.Select(c => new Scored(c.Claimed && c.Level > level ? new RepairScore(false, Not(c.Score.TestsPass), null, Not(c.Score.EqualsReference)) : c.Score, c.Claimed && c.Level <= level))],
            cases.Length,
            cases.Length == 0 ? 0 : cases.Average(c => c.Attempts),
            cases.Length == 0 ? 0 : cases.Average(c => c.Compiles),
            Percentile(seconds, 0.5),
            Percentile(seconds, 0.95));
    }

    private static bool? Not(bool? known) => known is null ? null : false;

    private static ScoreRow Row(string title, Scored[] cases, int n, double attempts, double compiles, double median, double p95) => new(
        title,
        WilsonInterval.Of(cases.Count(c => c.Score.Compiles), n),
        Rate(cases, c => c.Score.TestsPass),
        WilsonInterval.Of(cases.Count(c => c.Claimed && c.Score.Solved), n),
        Rate(cases, c => c.Score.EqualsReference),
        Rate(cases, c => c.Claimed ? c.Score.TestsPass : null),
        cases.Count(c => c.Score is { Compiles: true, Degenerate: not null }),
        cases.Count(c => !c.Claimed),
        attempts,
        compiles,
        median,
        p95);

    private static WilsonInterval Rate(Scored[] cases, Func<Scored, bool?> what)
    {
        var known = cases.Select(what).OfType<bool>().ToArray();
        return WilsonInterval.Of(known.Count(k => k), known.Length);
    }

    private static double Percentile(double[] sorted, double p) =>
        sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(p * sorted.Length) - 1];

    private readonly record struct Scored(RepairScore Score, bool Claimed);
}
