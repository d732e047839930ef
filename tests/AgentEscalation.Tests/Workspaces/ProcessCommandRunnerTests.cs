using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using AgentEscalation.Workspaces;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Tests.Workspaces;

/// <summary>Real processes; every program used is part of a minimal Unix.</summary>
[SupportedOSPlatform("linux")]
public sealed class ProcessCommandRunnerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("commands-");
    private readonly ProcessCommandRunner _runner = new();

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Command Sh(string script) => new() { FileName = "sh", Arguments = ["-c", script], WorkingDirectory = _folder.FullName };

    [Fact]
    public async Task Output_error_and_exit_code_come_back()
    {
        var result = await _runner.RunAsync(Sh("echo out; echo err >&2; pwd; exit 7"), Token);
        Assert.Equal(7, result.ExitCode);
        Assert.Equal($"out\n{_folder.FullName}\n", result.StandardOutput);
        Assert.Equal("err\n", result.StandardError);
        Assert.True(result is { Started: true, TimedOut: false, OutputTruncated: false, Succeeded: false });
        Assert.True(result.Elapsed > TimeSpan.Zero);
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        var command = new Command { FileName = "printf", Arguments = ["%s|", "a b", "$HOME", "'\"", "", "*"], WorkingDirectory = _folder.FullName };
        Assert.Equal("a b|$HOME|'\"||*|", (await _runner.RunAsync(command, Token)).StandardOutput);
    }

    [Fact]
    public async Task The_environment_is_the_hosts_with_the_changes()
    {
        Environment.SetEnvironmentVariable("AE_TEST_REMOVED", "x");
        var command = Sh("echo \"$AE_TEST_ADDED-${AE_TEST_REMOVED-gone}-${PATH:+path}\"");
        command = command with { Environment = command.Environment.Add("AE_TEST_ADDED", "yes").Add("AE_TEST_REMOVED", null) };
        Assert.Equal("yes-gone-path\n", (await _runner.RunAsync(command, Token)).StandardOutput);
    }

    [Fact]
    public async Task Standard_input_is_given_and_otherwise_empty()
    {
        Assert.Equal("héllo", (await _runner.RunAsync(Sh("cat") with { StandardInput = "héllo" }, Token)).StandardOutput);
        Assert.Equal("", (await _runner.RunAsync(Sh("cat"), Token)).StandardOutput);
        Assert.Equal(0, (await _runner.RunAsync(Sh("true") with { StandardInput = new string('x', 10_000_000) }, Token)).ExitCode);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_value()
    {
        var command = Sh("") with { FileName = "no-such-program-at-all" };
        var result = await _runner.RunAsync(command, Token);
        Assert.False(result.Started);
        Assert.Equal(-1, result.ExitCode);
        Assert.Contains("no-such-program-at-all", result.StartError);
        Assert.Contains("PATH", result.StartError);

        Assert.Contains("does not exist", (await _runner.RunAsync(command with { FileName = "/no/such/file" }, Token)).StartError);
        Assert.Contains("/no/folder", (await _runner.RunAsync(Sh("") with { WorkingDirectory = "/no/folder" }, Token)).StartError);
    }

    [Fact]
    public async Task A_file_that_cannot_be_executed_is_a_value()
    {
        var file = Path.Combine(_folder.FullName, "data");
        await File.WriteAllTextAsync(file, "#!/no/interpreter\n", Token);
        Assert.Contains("not executable", (await _runner.RunAsync(Sh("") with { FileName = "./data" }, Token)).StartError);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Contains("could not be started", (await _runner.RunAsync(Sh("") with { FileName = "./data" }, Token)).StartError);
    }

    [Fact]
    public async Task Time_over_ends_the_whole_group()
    {
        var time = new FakeTimeProvider();
        var running = new ProcessCommandRunner(time).RunAsync(Sh("echo on; sleep 600 & echo $! > pid; wait"), Token).AsTask();
        var child = await PidAsync("pid");
        Assert.True(IsAlive(child));
        time.Advance(TimeSpan.FromMinutes(2));
        var result = await running;
        Assert.True(result.TimedOut);
        Assert.False(result.Succeeded);
        Assert.Equal("on\n", result.StandardOutput);
        Assert.False(IsAlive(child));
    }

    [Fact]
    public async Task Cancellation_ends_the_whole_group_first_and_then_throws()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = _runner.RunAsync(Sh("trap '' TERM INT HUP; sleep 600 & echo $! > pid; wait"), stop.Token).AsTask();
        var child = await PidAsync("pid");
        await stop.CancelAsync();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(stop.Token, e.CancellationToken);
        Assert.False(IsAlive(child));
    }

    [Theory]
    [InlineData("sleep 600 & echo $! > pid")]
    [InlineData("setsid sleep 600 > /dev/null 2>&1 < /dev/null & echo $! > pid")]
    [InlineData("setsid sh -c 'setsid sleep 600 & echo $! > pid' & while ! [ -s pid ]; do :; done")]
    public async Task What_a_program_leaves_behind_ends_with_it(string script)
    {
        var result = await _runner.RunAsync(Sh(script), Token);
        Assert.Equal(0, result.ExitCode);
        Assert.False(IsAlive(await PidAsync("pid")));
        Assert.InRange(result.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_neighbours_processes_live_on()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var neighbour = _runner.RunAsync(Sh("setsid sleep 600 & echo $! > pid; wait"), stop.Token).AsTask();
        var child = await PidAsync("pid");
        await _runner.RunAsync(Sh("true"), Token);
        Assert.True(IsAlive(child));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => neighbour);
        Assert.False(IsAlive(child));
    }

    [Fact]
    public async Task Many_at_once_do_not_wait_for_one_another()
    {
        var clock = Stopwatch.StartNew();
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => _runner.RunAsync(Sh("sleep 1"), Token).AsTask()));
        Assert.All(results, r => Assert.Equal(0, r.ExitCode));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_limit_that_is_none_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _runner.RunAsync(Sh("") with { Timeout = Timeout.InfiniteTimeSpan }, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _runner.RunAsync(Sh("") with { MaxOutputBytes = 0 }, Token));
    }

    private async Task<int> PidAsync(string file)
    {
        var path = Path.Combine(_folder.FullName, file);
        for (var turn = 0; turn < 1000; turn++)
        {
            if (File.Exists(path) && await File.ReadAllTextAsync(path, Token) is [.., '\n'] text)
            {
                return int.Parse(text, CultureInfo.InvariantCulture);
            }

            await Task.Delay(5, Token);
        }

        throw new InvalidOperationException("The child did not write its process id.");
    }

    /// <summary>Still has memory, hence can run; a process that has ended keeps its id until its parent looks.</summary>
    private static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/statm").StartsWith("0 ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
