namespace AgentEscalation.Cli.Run;

/// <summary>One line at the bottom of a terminal that is written again and again while lines above it stay. Safe for any thread.</summary>
internal sealed class StatusLine : IDisposable
{
    private const string Erase = "\r\u001b[2K";
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly TextWriter _out;
    private readonly Func<int> _width;
    private readonly ITimer _timer;
    private Func<string>? _text;
    private bool _shown;

    /// <summary>A line that shows nothing yet.</summary>
    /// <param name="to">The terminal.</param>
    /// <param name="width">How wide it is, in characters.</param>
    /// <param name="time">Beats for the time that is left.</param>
    public StatusLine(TextWriter to, Func<int> width, TimeProvider time)
    {
        (_out, _width) = (to, width);
        _timer = time.CreateTimer(_ => Draw(), null, Beat, Beat);
    }

    /// <summary>Shows a text, asked for again with every beat.</summary>
    /// <param name="text">The text; null to show nothing.</param>
    public void Show(Func<string>? text)
    {
        lock (_lock)
        {
            _text = text;
            Draw();
        }
    }

    /// <summary>Writes a line that stays.</summary>
    /// <param name="line">The line.</param>
    public void WriteLine(string line)
    {
        lock (_lock)
        {
            Clear();
            _out.WriteLine(line);
            Draw();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _text = null;
            Clear();
        }
    }

    private void Draw()
    {
        lock (_lock)
        {
            Clear();
            if (_text is { } text)
            {
                _out.Write(Printable.Line(text(), Math.Max(20, _width() - 1)));
                _out.Flush();
                _shown = true;
            }
        }
    }

    private void Clear()
    {
        if (_shown)
        {
            _out.Write(Erase);
            _shown = false;
        }
    }
}
