using System.Diagnostics;
using System.Threading.Channels;

namespace AgentEscalation.Samples.HumanDecision;

/// <summary>A host as a process of its own, whose lines are shown with its name.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public HostProcess(string kind, string data, string key)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, Environment = { [WebHost.KeyVariable] = key } };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "HumanDecision.dll"));
        }

        start.ArgumentList.Add(kind);
        start.ArgumentList.Add(data);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                _lines.Writer.TryComplete();
                return;
            }

            Console.WriteLine($"  {kind} {_process.Id}: {line.Data}");
            _lines.Writer.TryWrite(line.Data);
        };
        _process.BeginOutputReadLine();
    }

    /// <summary>Waits for a line that begins like this.</summary>
    public async Task<string> LineAsync(string beginning, CancellationToken cancellationToken)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(cancellationToken))
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The host ended without saying '{beginning}'.");
    }

    /// <summary>As kill -9 does: nothing is written, closed or said any more.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
