using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Cli.Run;

/// <summary>Shows a run while it goes on: what happened as lines, and on a terminal what is being done, with the time that is left.</summary>
internal sealed class RunView : IDisposable
{
    private static readonly string[] Turns = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    private readonly EventLines _lines = new();
    private readonly TextWriter _out;
    private readonly StatusLine? _status;
    private readonly SemaphoreSlim _quiet = new(0);
    private readonly TimeProvider _time;
    private string? _last;
    private int _turn;

    /// <summary>A view.</summary>
    /// <param name="terminal">The terminal or the pipes.</param>
    /// <param name="format">With <see cref="OutputFormat.Json"/> the lines go where messages go.</param>
    /// <param name="time">The clock that the times of the run are by.</param>
    public RunView(Terminal terminal, OutputFormat format, TimeProvider time)
    {
        _time = time;
        _out = format == OutputFormat.Json ? terminal.Error : terminal.Out;
        var isLive = format == OutputFormat.Text && terminal.IsInteractive && terminal.Console.Profile.Capabilities.Ansi;
        _status = isLive ? new(_out, () => terminal.Console.Profile.Width, time) : null;
    }

    /// <summary>Shows what a run tells.</summary>
    /// <param name="update">The update.</param>
    public void Show(RunUpdate update)
    {
        switch (update)
        {
            case RunEvent { Event: var e }:
                Show(e);
                break;
            case RunProgress progress:
                Show(progress);
                break;
            default:
                _status?.Show(null);
                break;
        }
    }

    /// <summary>Waits until all that happened before a question is shown, and nothing moves any more.</summary>
    /// <param name="token">Gives up.</param>
    /// <returns>A task that ends then.</returns>
    public Task QuietAsync(CancellationToken token) => _quiet.WaitAsync(token);

    /// <inheritdoc/>
    public void Dispose()
    {
        _status?.Dispose();
        _quiet.Dispose();
    }

    private void Show(CaseEvent e)
    {
        if (_lines.Of(e) is { } line)
        {
            WriteLine(line);
        }
    }

    private void Show(RunProgress progress)
    {
        if (progress.Phase == RunPhase.Deciding)
        {
            _status?.Show(null);
            _quiet.Release();
            return;
        }

        var doing = Doing(progress);
        if (_status is null)
        {
            // In a pipe a start is worth a line only where no event tells it.
            if (progress is { Phase: RunPhase.Queued or RunPhase.TryingOption or RunPhase.Applying } or { Level: Level.None } && doing != _last)
            {
                WriteLine(doing);
                _last = doing;
            }

            return;
        }

        _status.Show(() => $"{Turns[_turn++ % Turns.Length]} {doing}{Left(progress.Until)}");
    }

    private void WriteLine(string line)
    {
        if (_status is null)
        {
            _out.WriteLine(line);
        }
        else
        {
            _status.WriteLine(line);
        }
    }

    private static string Doing(RunProgress progress)
    {
        var who = Printable.Line(progress.Who, 80);
        var at = progress.Level == Level.None ? "" : $"level {(int)progress.Level}, ";
        return progress.Phase switch
        {
            RunPhase.Queued => "waiting for a free slot",
            RunPhase.Working => $"{at}attempt {progress.Number}: {who} works",
            RunPhase.Verifying when progress.Level == Level.None => $"verifying: {who}",
            RunPhase.Verifying => $"{at}attempt {progress.Number}: {who} verifies",
            RunPhase.Consulting => $"{at}{who} is asked",
            RunPhase.TryingOption => $"trying an option in a copy: {who}",
            _ => "writing the verified files",
        };
    }

    private string Left(DateTimeOffset? until)
    {
        if (until is not { } end)
        {
            return "";
        }

        var left = end - _time.GetUtcNow();
        return left <= TimeSpan.Zero ? " · time is over" : $" · {Durations.Show(left)} left";
    }
}
