using AgentEscalation.Rust.Measuring;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Measuring;

/// <summary>Programs whose nearest repair compiles and computes something else.</summary>
public sealed class TemptingSetTests
{
    [Fact]
    public async Task None_of_the_tempting_repairs_is_claimed()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "tempting.jsonl");
        var cases = await CorpusReader.ReadAsync(file, TestContext.Current.CancellationToken);
        var results = await new CorpusMeasure(new ProcessCommandRunner()).RunAsync(cases, new() { Baseline = false, Levels = 2 }, null, TestContext.Current.CancellationToken);
        Assert.SkipWhen(results.All(result => result.Outcome == "unverifiable"), "rustc is not there");
        Assert.InRange(results.Length, 40, 100);
        Assert.Empty(results.Where(result => result.Claimed && result.Score.TestsPass == false).Select(result => $"{result.Name}: {string.Join("; ", result.Applied)}"));
        // Nothing is easier than to claim nothing.
        Assert.InRange(results.Count(result => result.Claimed), 15, 100);
    }
}
