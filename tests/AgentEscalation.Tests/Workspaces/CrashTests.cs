using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Tests.Workspaces;

/// <summary>A child process that copies, edits and applies is killed. After each kill every file is old or new; after the next open the
/// whole folder is, and nothing of the apply is left.</summary>
[SupportedOSPlatform("linux")]
public sealed class CrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Files = 4;
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_every_step_of_an_apply()
    {
        var (finished, undone) = (0, 0);
        for (var step = 0; ; step++)
        {
            Fill(generation: 1);
            using var child = Start(step.ToString(CultureInfo.InvariantCulture));
            await child.WaitForExitAsync(Token);
            if (child.ExitCode != 137)
            {
                // The apply has no step of this number: all were tried.
                Assert.True(child.ExitCode == step, await child.StandardError.ReadToEndAsync(Token));
                break;
            }

            var (interrupted, generation) = await CheckAsync();
            Assert.Equal(generation == 2 ? [1, 2] : new[] { 1 }, new[] { 1, generation }.Distinct());
            finished += interrupted == InterruptedApply.Finished ? 1 : 0;
            undone += interrupted == InterruptedApply.Undone ? 1 : 0;
        }

        output.WriteLine($"{finished} finished, {undone} undone");

        // Undone: the record, two folders, five waiting files, the sync. Finished: the decision, five files in place, all of them.
        Assert.Equal((7, 9), (finished, undone));
    }

    [Fact]
    public async Task Killed_at_200_random_moments()
    {
        var random = new Random(20250101);
        var (finished, undone, torn) = (0, 0, 0);
        Fill(generation: 1);
        for (var kill = 0; kill < 200; kill++)
        {
            using var child = Start();
            Assert.Equal("ready", await child.StandardOutput.ReadLineAsync(Token));
            var moment = TimeSpan.FromMicroseconds(random.Next(0, 40_000));
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < moment;)
            {
                Thread.Yield();
            }

            child.Kill();
            await child.WaitForExitAsync(Token);
            torn += Generations().Distinct().Count() > 1 ? 1 : 0;
            var (interrupted, _) = await CheckAsync();
            finished += interrupted == InterruptedApply.Finished ? 1 : 0;
            undone += interrupted == InterruptedApply.Undone ? 1 : 0;
        }

        output.WriteLine($"200 kills: {finished} applies finished later, {undone} undone, {torn} with files of both generations before that");
        Assert.True(finished + undone > 0, "No kill hit an apply: the moments are badly chosen.");
    }

    private void Fill(int generation)
    {
        TestFolder.Sh(_folder.Root, "rm -rf made");
        for (var i = 0; i < Files; i++)
        {
            _folder.Write($"f{i}", string.Concat(Enumerable.Repeat($"{generation}\n", 4000)));
        }

        _folder.Write("untouched", "u");
    }

    private async Task<(InterruptedApply Interrupted, int Generation)> CheckAsync()
    {
        // Each file by itself is whole, whichever generation it is of.
        Assert.All(Generations(), g => Assert.InRange(g, 1, int.MaxValue));

        var interrupted = (await _folder.OpenAsync()).Interrupted;
        var generation = Assert.Single(Generations().Distinct());
        string[] expected = [.. Enumerable.Range(0, Files).Select(i => $"f{i}"), .. generation % 2 == 0 ? ["made/deep/new"] : Array.Empty<string>(), "untouched"];
        var files = Directory.EnumerateFiles(_folder.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });
        Assert.Equal(expected, files.Select(f => Path.GetRelativePath(_folder.Root, f)).Order(StringComparer.Ordinal));

        // What the dead process had copied goes when the next one copies.
        using (await _folder.CopyAsync())
        {
            Assert.Equal(2, Directory.EnumerateFileSystemEntries(_folder.Scratch).Count());
        }

        return (interrupted, generation);
    }

    private int[] Generations() =>
    [
        .. Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is "new" or ['f', _])
            .Select(f =>
            {
                var lines = File.ReadAllLines(f);
                Assert.Equal(4000, lines.Length);
                return int.Parse(Assert.Single(lines.Distinct()), CultureInfo.InvariantCulture);
            }),
    ];

    private Process Start(params string[] more)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "AgentEscalation.Crash.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, _folder.Root, _folder.Scratch, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;
    }
}
