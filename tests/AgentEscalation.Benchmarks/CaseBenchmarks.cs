using AgentEscalation.Benchmarks.Peers;
using AgentEscalation.Routing;
using BenchmarkDotNet.Attributes;

namespace AgentEscalation.Benchmarks;

/// <summary>A case in memory, and what others need for the same four calls.</summary>
[MemoryDiagnoser]
public class CaseBenchmarks
{
    private readonly LadderJob _ladder = new(new());
    private readonly BareLoop _loop = new(new());
    private readonly PollyLadder _polly = new(new());
    private readonly KernelLoop _kernel = new(new());
    private readonly WorkflowLadder _workflow = new(new());

    [Benchmark(Baseline = true, Description = "Polly.Core nested fallback(retry(timeout))")]
    public ValueTask<string> Polly() => _polly.RunAsync();

    [Benchmark(Description = "AgentEscalation, four levels, events, scorecard, meters")]
    public ValueTask<RunResult<string>> Ladder() => _ladder.ClimbAsync();

    [Benchmark(Description = "bare loop with a CancellationTokenSource per attempt")]
    public ValueTask<string?> Loop() => _loop.RunAsync();

    [Benchmark(Description = "Semantic Kernel InvokeAsync x4")]
    public ValueTask<string?> Kernel() => _kernel.RunAsync();

    [Benchmark(Description = "Agents.AI.Workflows executors and edges")]
    public ValueTask<string?> Workflow() => _workflow.RunAsync();
}
