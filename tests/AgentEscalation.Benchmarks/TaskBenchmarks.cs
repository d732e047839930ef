using AgentEscalation.Routing;
using BenchmarkDotNet.Attributes;

namespace AgentEscalation.Benchmarks;

/// <summary>A task that meets no error, over calling the same delegates.</summary>
[MemoryDiagnoser]
public class TaskBenchmarks
{
    private readonly LadderJob _ladder = new(new());

    [Benchmark(Baseline = true, Description = "the two delegates")]
    public ValueTask<string?> Bare() => LadderJob.BareAsync();

    [Benchmark(Description = "RunAsync<T>")]
    public ValueTask<RunResult<string>> Ladder() => _ladder.CompleteAsync();
}
