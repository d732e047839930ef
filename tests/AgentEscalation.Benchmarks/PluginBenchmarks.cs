using AgentEscalation.Routing;
using BenchmarkDotNet.Attributes;

namespace AgentEscalation.Benchmarks;

/// <summary>An agent as a kernel's function, over giving the same task to the router.</summary>
[MemoryDiagnoser]
public class PluginBenchmarks
{
    private readonly PluginJob _clean = new(failing: false);
    private readonly PluginJob _failing = new(failing: true);

    [Benchmark(Description = "RunAsync, no error")]
    public ValueTask<RunResult> Direct() => _clean.DirectAsync();

    [Benchmark(Description = "rust_pro-work, no error")]
    public ValueTask<string?> Function() => _clean.CallAsync();

    [Benchmark(Description = "RunAsync, three attempts fail")]
    public ValueTask<RunResult> DirectCase() => _failing.DirectAsync();

    [Benchmark(Description = "rust_pro-work, three attempts fail")]
    public ValueTask<string?> FunctionCase() => _failing.CallAsync();
}
