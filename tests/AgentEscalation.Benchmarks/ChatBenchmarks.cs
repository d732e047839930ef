using AgentEscalation.Benchmarks.Peers;
using AgentEscalation.Routing;
using BenchmarkDotNet.Attributes;

namespace AgentEscalation.Benchmarks;

/// <summary>Four calls of a chat client that answers at once, on the ladder and in what others put around them.</summary>
[MemoryDiagnoser]
public class ChatBenchmarks
{
    private readonly ChatLoop _loop = new(new AnsweringClient(new()));
    private readonly ChatJob _ladder = new(new AnsweringClient(new()));
    private readonly FilteredKernelLoop _kernel = new(new AnsweringClient(new()));
    private readonly ChatAgentLoop _agent = new(new AnsweringClient(new()));

    [Benchmark(Baseline = true, Description = "bare loop with a CancellationTokenSource per attempt")]
    public ValueTask<string?> Loop() => _loop.RunAsync();

    [Benchmark(Description = "AgentEscalation, first work, level 1 and level 2")]
    public ValueTask<RunResult<string>> Ladder() => _ladder.ClimbAsync();

    [Benchmark(Description = "Semantic Kernel InvokeAsync x4 with a filter")]
    public ValueTask<string?> Kernel() => _kernel.RunAsync();

    [Benchmark(Description = "Agents.AI ChatClientAgent x4")]
    public ValueTask<string?> Agent() => _agent.RunAsync();
}
