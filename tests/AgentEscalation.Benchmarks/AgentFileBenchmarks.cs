using AgentEscalation.Agents;
using BenchmarkDotNet.Attributes;

namespace AgentEscalation.Benchmarks;

/// <summary>Reading and validating the agent files that ship.</summary>
[MemoryDiagnoser]
public class AgentFileBenchmarks
{
    private (string Path, byte[] Bytes)[] _files = [];

    [GlobalSetup]
    public void Load()
    {
        var core = typeof(AgentFileReader).Assembly;
        _files = [.. core.GetManifestResourceNames().Where(static n => n.StartsWith("agents/", StringComparison.Ordinal)).Select(name =>
        {
            using var content = core.GetManifestResourceStream(name)!;
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return (name, copy.ToArray());
        })];
    }

    [Benchmark(Description = "five agent files, read and validated")]
    public int Read()
    {
        var diagnostics = 0;
        foreach (var (path, bytes) in _files)
        {
            diagnostics += AgentFileReader.Read(bytes, path).Diagnostics.Length;
        }

        return diagnostics;
    }
}
