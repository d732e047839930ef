using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>Runs commands as processes in a group of their own. The whole group, daemons included, is ended when the time is over, when
/// the caller cancels and when the program itself has ended. Stateless and thread-safe.</summary>
/// <param name="time">The clock of the time limits.</param>
public sealed class ProcessCommandRunner(TimeProvider time) : ICommandRunner
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>A runner on the system's clock.</summary>
    public ProcessCommandRunner()
        : this(TimeProvider.System)
    {
    }

    /// <inheritdoc/>
    public async ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(command.Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(command.Timeout, TimeSpan.FromDays(49));
        ArgumentOutOfRangeException.ThrowIfLessThan(command.MaxOutputBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(command.MaxOutputBytes, 1024 * 1024 * 1024);
        cancellationToken.ThrowIfCancellationRequested();

        var startedAt = time.GetTimestamp();
        var group = new ProcessGroup(startedAt);
        using var process = Prepare(command, group, out var error);
        if (error is null)
        {
            try
            {
                process.Start();
            }
            catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
            {
                error = $"'{command.FileName}' could not be started: {e.Message}";
            }
        }

        return error is null
            ? await FinishAsync(command, process, group, startedAt, cancellationToken).ConfigureAwait(false)
            : new CommandResult { ExitCode = -1, StartError = error, Elapsed = time.GetElapsedTime(startedAt) };
    }

    private static Process Prepare(Command command, ProcessGroup group, out string? error)
    {
        var process = new Process();
        var start = process.StartInfo;
        start.WorkingDirectory = command.WorkingDirectory;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.CreateNoWindow = true;
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[ProcessGroup.Variable] = group.Mark;
        if (!Path.IsPathFullyQualified(command.WorkingDirectory) || !Directory.Exists(command.WorkingDirectory))
        {
            error = $"The working directory '{command.WorkingDirectory}' does not exist.";
            return process;
        }

        var program = ProgramLookup.Find(command.FileName, command.WorkingDirectory, start.Environment.TryGetValue("PATH", out var path) ? path : null, out error);
        var arguments = command.Arguments.IsDefault ? [] : command.Arguments;
        if (ProcessGroup.Leader is { } leader && program is not null)
        {
            start.FileName = leader;
            start.ArgumentList.Add(program);
        }
        else
        {
            start.FileName = program ?? command.FileName;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return process;
    }

    private async ValueTask<CommandResult> FinishAsync(
        Command command, Process process, ProcessGroup group, long startedAt, CancellationToken cancellationToken)
    {
        var output = new BoundedOutput(command.MaxOutputBytes);
        var errors = new BoundedOutput(command.MaxOutputBytes);
        using var pipes = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(command.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var streams = Task.WhenAll(
            FeedAsync(process.StandardInput.BaseStream, command.StandardInput, pipes.Token),
            DrainAsync(process.StandardOutput.BaseStream, output, pipes.Token),
            DrainAsync(process.StandardError.BaseStream, errors, pipes.Token));

        var ended = true;
        try
        {
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ended = false;
        }

        await group.KillAsync(process).ConfigureAwait(false);
        await SettleAsync(process, streams, pipes).ConfigureAwait(false);
        if (!ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        var result = new CommandResult
        {
            ExitCode = process.HasExited ? process.ExitCode : -1,
            StandardOutput = output.ToString(),
            StandardError = errors.ToString(),
            Elapsed = time.GetElapsedTime(startedAt),
            TimedOut = !ended,
            OutputTruncated = output.Truncated || errors.Truncated,
        };
        return WithStartError(command, result);
    }

    /// <summary>Waits until the process is reaped and its pipes are read to their ends. Both come at once after the kill, except for a
    /// process that the kernel cannot end or that hid from us with a pipe in its hand: those are not waited for longer than the grace.</summary>
    private static async Task SettleAsync(Process process, Task streams, CancellationTokenSource pipes)
    {
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(CancellationToken.None), streams)
                .WaitAsync(Grace, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await pipes.CancelAsync().ConfigureAwait(false);
            await streams.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FeedAsync(Stream stream, string? text, CancellationToken cancellationToken)
    {
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                if (text is not null)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // A program that does not read its input to the end is none of our business.
        }
    }

    private static async Task DrainAsync(Stream stream, BoundedOutput output, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                output.Append(buffer.AsSpan(0, read));
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // What arrived until then is the output.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The program that makes the group starts the real one, so a file that the system refuses to execute shows only there.</summary>
    private static CommandResult WithStartError(Command command, CommandResult result) =>
        ProcessGroup.Leader is not null && result.ExitCode is 126 or 127
        && result.StandardError.StartsWith("setsid: failed to execute", StringComparison.Ordinal)
            ? result with { ExitCode = -1, StartError = $"'{command.FileName}' could not be started: {result.StandardError.Trim()}" }
            : result;
}
