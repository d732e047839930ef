namespace AgentEscalation.Sqlite.Writing;

/// <summary>Counts tasks without a case, and writes the counts within a second. Safe for any thread.</summary>
internal sealed class TaskCounts : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    private readonly CaseWriter _writer;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private Dictionary<(string Agent, long Hour), long> _counted = [];
    private bool _due;

    public TaskCounts(CaseWriter writer, TimeProvider time)
    {
        _writer = writer;
        _timer = time.CreateTimer(static counts => _ = ((TaskCounts)counts!).FlushAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(string agent, DateTimeOffset at)
    {
        var key = (agent, at.ToUnixTimeSeconds() / 3600);
        lock (_gate)
        {
            _counted[key] = _counted.GetValueOrDefault(key) + 1;
            if (_due)
            {
                return;
            }

            _due = true;
        }

        _timer.Change(Soon, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Writes what was counted.</summary>
    public async Task FlushAsync()
    {
        Dictionary<(string Agent, long Hour), long> counted;
        lock (_gate)
        {
            (counted, _counted) = (_counted, []);
            _due = false;
        }

        if (counted.Count == 0)
        {
            return;
        }

        try
        {
            await _writer.Write(session => Add(session, counted)).ConfigureAwait(false);
        }
        catch
        {
            PutBack(counted);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
    }

    private static bool Add(WriteSession session, Dictionary<(string Agent, long Hour), long> counted)
    {
        foreach (var ((agent, hour), tasks) in counted)
        {
            session.Database["""
                INSERT INTO completed (agent, hour, tasks) VALUES (?1, ?2, ?3) ON CONFLICT (agent, hour) DO UPDATE SET tasks = tasks + excluded.tasks
                """].Bind(1, agent).Bind(2, hour).Bind(3, tasks).Run();
        }

        return true;
    }

    private void PutBack(Dictionary<(string Agent, long Hour), long> counted)
    {
        lock (_gate)
        {
            foreach (var (key, tasks) in counted)
            {
                _counted[key] = _counted.GetValueOrDefault(key) + tasks;
            }
        }
    }
}
