using System.Diagnostics;

namespace AgentEscalation.Cli.Tests.EndToEnd;

/// <summary>The first command of the README.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ae-sample-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ten_crates_climb_the_ladder_to_the_scorecard()
    {
        Cargo.IsNeeded();

        var (code, output, error) = await RunAsync(null);

        Assert.True(code == 0, output + error);
        foreach (var crate in Directory.EnumerateDirectories(Path.Combine(TestCrate.RepositoryRoot(), "samples", "01-RustRecovery", "crates")))
        {
            Assert.Contains($"── {Path.GetFileName(crate)}: ", output, StringComparison.Ordinal);
        }

        var ends = output.Split('\n').Where(line => line.StartsWith("  => ", StringComparison.Ordinal)).ToList();
        Assert.Equal(10, ends.Count);
        Assert.All(Enumerable.Range(1, 4), level => Assert.Contains($"  => Resolved at level {level}", ends));
        Assert.Single(ends, "  => Resolved at level 4");
        Assert.Contains("level 4: somebody has to decide", output, StringComparison.Ordinal);
        Assert.Contains("1 Self-recovery        70 %", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_cargo_it_says_how_to_install_it_and_exits_with_2()
    {
        var (code, output, error) = await RunAsync(Cargo.Replaced(Path.Combine(_folder, "bin"), script: null));

        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains("cargo", error, StringComparison.Ordinal);
        Assert.Contains("apt-get install cargo", error, StringComparison.Ordinal);
        Assert.Contains("https://rustup.rs", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_argument_that_is_not_understood_is_named()
    {
        var (code, _, error) = await RunAsync(null, "--anwser", "A");

        Assert.Equal(2, code);
        Assert.Contains("--anwser", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(Dictionary<string, string?>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "RustRecovery"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
