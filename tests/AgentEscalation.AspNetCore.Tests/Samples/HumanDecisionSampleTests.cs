using System.Diagnostics;

namespace AgentEscalation.AspNetCore.Tests.Samples;

public sealed class HumanDecisionSampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_survives_the_end_of_both_hosts_and_its_decision_comes_over_http()
    {
        var (code, output) = await RunAsync();
        Assert.True(code == 0, output);
        Assert.Contains("Both hosts are killed", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split("waits with card 1").Length - 1);
        Assert.Contains("4. Without a key: 401.", output, StringComparison.Ordinal);
        Assert.Contains("ana answers A: 200. The same once more: 409.", output, StringComparison.Ordinal);
        Assert.Contains("Resolved at level 4 after 3 attempts", output, StringComparison.Ordinal);
        Assert.Contains("1042,2026-02-28,ink", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "AgentEscalation.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        var sample = System.IO.Path.Combine(folder, "samples", "05-HumanDecision", "bin", configuration, "net10.0", "HumanDecision.dll");
        var start = new ProcessStartInfo("dotnet", [sample]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, output + await error);
    }
}
