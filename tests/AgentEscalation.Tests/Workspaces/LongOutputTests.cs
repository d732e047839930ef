using AgentEscalation.Workspaces;

namespace AgentEscalation.Tests.Workspaces;

/// <summary>Counts what the whole process allocates, so nothing else may run meanwhile.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class LongOutputTests
{
    [Fact]
    public async Task A_program_that_prints_100_MB_does_not_cost_100_MB()
    {
        var command = new Command
        {
            FileName = "sh",
            Arguments = ["-c", "echo first; yes line | head -c 100000000; echo last"],
            WorkingDirectory = Path.GetTempPath(),
            MaxOutputBytes = 65536,
        };
        var before = GC.GetTotalAllocatedBytes();

        var result = await new ProcessCommandRunner().RunAsync(command, TestContext.Current.CancellationToken);

        Assert.True(result.OutputTruncated);
        Assert.StartsWith("first\n", result.StandardOutput, StringComparison.Ordinal);
        Assert.EndsWith("last\n", result.StandardOutput, StringComparison.Ordinal);
        Assert.InRange(result.StandardOutput.Length, 65536, 65536 + 100);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 60_000_000);
    }
}
