using System.Globalization;
using System.Runtime.Versioning;

namespace AgentEscalation.Sqlite.Tests.Crash;

/// <summary>Child processes run real cases with real edits and are killed; the next one goes on. Every rule is checked against the case file,
/// the users' folders and a log of what was really done.</summary>
[SupportedOSPlatform("linux")]
public sealed class CrashCertificateTests(ITestOutputHelper output)
{
    private const int Killed = 137;
    private const int SeedsAtOnce = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Kills at each moment of a case; the same moment again with the next seed.</summary>
    private static int Seeds => Number("AGENT_ESCALATION_CRASH_SEEDS", 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Killed_before_and_after_every_write_and_every_effect(int level)
    {
        var (kills, broken) = await KillAtEveryMomentAsync(level, Seeds, "");
        output.WriteLine($"level {level}: {kills} kills, {broken.Length} rules broken");
        Assert.Empty(broken);
        Assert.True(kills >= Seeds * 20, $"Only {kills} kills: the moments are not there any more.");
    }

    [Fact]
    public async Task An_append_that_is_acknowledged_before_it_is_written_is_noticed()
    {
        var (_, broken) = await KillAtEveryMomentAsync(2, 1, "late");
        Assert.Contains(broken, b => b.Contains("times by", StringComparison.Ordinal));
    }

    private static async Task<(int Kills, string[] Broken)> KillAtEveryMomentAsync(int level, int seeds, string late)
    {
        var gate = new SemaphoreSlim(SeedsAtOnce);
        var ended = await Task.WhenAll(Enumerable.Range(0, seeds).Select(seed => KillAtEveryMomentAsync(level, late, gate)));
        return (ended.Sum(e => e.Kills), [.. ended.SelectMany(e => e.Broken)]);
    }

    private static async Task<(int Kills, List<string> Broken)> KillAtEveryMomentAsync(int level, string late, SemaphoreSlim gate)
    {
        await gate.WaitAsync(Token);
        try
        {
            using var runs = new CertifiedRuns();
            var cases = new List<(string Key, int Level, bool Folder)>();
            var broken = new List<string>();
            string? before = null;
            for (var moment = 0; ; moment++)
            {
                // One process both goes on with the case before and dies in this one.
                var key = $"l{level}m{moment}";
                var spec = runs.Spec(level, key);
                using var child = runs.Start(moment, late, 1, 0, before is null ? [spec] : [before, spec]);
                await child.WaitForExitAsync(Token);
                cases.Add((key, level, true));
                broken.AddRange(runs.TornFiles(key));
                before = spec;
                if (child.ExitCode != Killed)
                {
                    Assert.True(child.ExitCode == 0, await child.StandardError.ReadToEndAsync(Token));
                    broken.AddRange(await runs.BrokenAsync(cases));
                    return (moment, broken);
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    internal static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var n) && n > 0 ? n : usual;
}
