using System.Diagnostics;

namespace AgentEscalation.SemanticKernel.Tests;

public sealed class KernelHostSampleTests
{
    [Fact]
    public async Task The_sample_mends_what_may_be_repeated_and_tells_what_may_not()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AgentEscalation.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "samples", "03-KernelHost", "bin", configuration, "net10.0", "KernelHost.dll")])
        {
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("OPENAI_API_KEY");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("The model is a script at http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Contains("Shop-count_stock(article: lamp) = 12", output, StringComparison.Ordinal);
        Assert.Contains("Shop-quote(article: lamp, currency: EUR) = lamp: 49.90 EUR", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split("Shop-send_mail(").Length);
        Assert.Contains("tech_lead_orchestrator-review(", output, StringComparison.Ordinal);
        Assert.Contains("scorecard: 2 resolved, 1 unresolved, 0 waiting", output, StringComparison.Ordinal);
    }
}
