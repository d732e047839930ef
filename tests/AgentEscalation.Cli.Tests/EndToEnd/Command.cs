using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AgentEscalation.Cli.Tests.EndToEnd;

/// <summary>The real command as a process of its own, in pipes, as a script would start it.</summary>
internal sealed partial class Command : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    private Command(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _out = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "agent-escalation");

    public static Command Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        new(With(new ProcessStartInfo(Executable, arguments), environment));

    /// <summary>Runs the command to its end.</summary>
    public static Task<Ended> RunAsync(params string[] arguments) => RunAsync(arguments, null);

    /// <summary>Runs the command to its end with other variables.</summary>
    public static async Task<Ended> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment)
    {
        using var command = Start(arguments, environment);
        return await command.EndAsync();
    }

    /// <summary>Runs a line of bash in which <c>"$0"</c> is the command, for limits that only a shell can set.</summary>
    public static async Task<Ended> ShellAsync(string line, params string[] arguments)
    {
        using var command = new Command(With(new ProcessStartInfo("bash", ["-c", line, Executable, .. arguments]), null));
        return await command.EndAsync();
    }

    public void Signal(PosixSignal signal) =>
        Assert.Equal(0, Kill(_process.Id, signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGTERM => 15, _ => throw new ArgumentException("Not used.") }));

    public async Task<Ended> EndAsync()
    {
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"The command did not end within {Longest}. It said: {await _out}{await _error}");
        }

        return new(_process.ExitCode, await _out, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static ProcessStartInfo With(ProcessStartInfo start, IReadOnlyDictionary<string, string?>? environment)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetTempPath();
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    /// <summary>What a command left behind.</summary>
    internal sealed record Ended(int Code, string Out, string Error)
    {
        /// <summary>The one document on the standard output.</summary>
        public JsonElement Document
        {
            get
            {
                using var document = JsonDocument.Parse(Out);
                return document.RootElement.Clone();
            }
        }

        /// <summary>Holds for every error there is: one line that begins with error, and no stack.</summary>
        public void IsBadInput(params ReadOnlySpan<string> names)
        {
            Assert.True(Code == ExitCode.BadInput, $"exit code {Code}\n{Out}\n{Error}");
            Assert.Contains("error: ", Error, StringComparison.Ordinal);
            HasNoStack();
            foreach (var name in names)
            {
                Assert.Contains(name, Error, StringComparison.OrdinalIgnoreCase);
            }
        }

        public void HasNoStack()
        {
            Assert.DoesNotContain("   at ", Out + Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled", Error, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        }
    }
}
