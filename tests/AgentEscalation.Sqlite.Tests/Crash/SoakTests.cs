using System.Runtime.Versioning;

namespace AgentEscalation.Sqlite.Tests.Crash;

/// <summary>Many cases at once, in processes that are killed at random moments, and in processes that share a file.</summary>
[SupportedOSPlatform("linux")]
public sealed class SoakTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int SoakKills => CrashCertificateTests.Number("AGENT_ESCALATION_SOAK_KILLS", 12);

    private static int SoakCases => CrashCertificateTests.Number("AGENT_ESCALATION_SOAK_CASES", 500);

    [Fact]
    public async Task Killed_at_random_moments_while_many_cases_run()
    {
        using var runs = new CertifiedRuns();
        var random = new Random(20300101);
        var kills = 0;
        while (true)
        {
            using var child = runs.Start(-1, "", 32, 0, $"0-{SoakCases}");

            // Everything before the first case is the start of a runtime.
            Assert.Equal("running", await child.StandardOutput.ReadLineAsync(Token));
            var ended = child.WaitForExitAsync(Token);
            if (kills < SoakKills)
            {
                await Task.WhenAny(ended, Task.Delay(random.Next(0, 400), Token));
            }

            if (kills >= SoakKills || child.HasExited)
            {
                await ended;
                Assert.True(child.ExitCode == 0, await child.StandardError.ReadToEndAsync(Token));
                break;
            }

            child.Kill();
            await ended;
            kills++;
        }

        output.WriteLine($"{SoakCases} cases, {kills} kills");
        Assert.Empty(await runs.BrokenAsync(Enumerable.Range(0, SoakCases).Select(i => ($"k{i}", 1 + (i % 4), false))));
        Assert.True(kills > 2, $"Only {kills} kills: the cases were done too soon.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task No_attempt_has_two_owners_when_two_processes_share_a_file(int minutesApart)
    {
        const int cases = 120;
        using var runs = new CertifiedRuns();
        using var one = runs.Start(-1, "", 16, 0, $"0-{cases}");
        using var other = runs.Start(-1, "", 16, minutesApart, $"0-{cases}");
        await Task.Delay(1200, Token);
        one.Kill();
        await one.WaitForExitAsync(Token);
        using var again = runs.Start(-1, "", 16, 0, $"0-{cases}");
        await Task.WhenAll(other.WaitForExitAsync(Token), again.WaitForExitAsync(Token));
        Assert.True(other.ExitCode == 0, await other.StandardError.ReadToEndAsync(Token));
        Assert.True(again.ExitCode == 0, await again.StandardError.ReadToEndAsync(Token));
        Assert.Empty(await runs.BrokenAsync(Enumerable.Range(0, cases).Select(i => ($"k{i}", 1 + (i % 4), false))));
    }
}
