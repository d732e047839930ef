namespace AgentEscalation.Sqlite.Writing;

/// <summary>The one that writes: whatever came in while it made a transaction durable is the next transaction. Has no thread while there is
/// nothing to write. Safe for any thread.</summary>
internal sealed class CaseWriter(WriteSession session) : IThreadPoolWorkItem
{
    /// <summary>The most writes in one transaction, so that other processes get their turn.</summary>
    public const int MostInGroup = 1024;

    private readonly Lock _gate = new();
    private readonly List<Write> _group = [];
    private List<Write> _queue = [];
    private List<Write> _taken = [];
    private TaskCompletionSource? _idle;
    private bool _running;
    private bool _closed;

    public Task<T> Write<T>(Func<WriteSession, T> work)
    {
        var write = new Write<T>(work);
        Enqueue(write);
        return write.Written;
    }

    public void Enqueue(Write write) => ObjectDisposedException.ThrowIf(!TryEnqueue(write), this);

    /// <summary>As <see cref="Enqueue"/>; false after the end.</summary>
    public bool TryEnqueue(Write write)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _queue.Add(write);
            if (_running)
            {
                return true;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Makes one transaction after the other until the queue is empty.</summary>
    public void Execute()
    {
        while (TakeQueue())
        {
            for (var from = 0; from < _taken.Count; from += MostInGroup)
            {
                _group.Clear();
                _group.AddRange(_taken[from..Math.Min(_taken.Count, from + MostInGroup)]);
                WriteGroup();
            }

            _taken.Clear();
        }
    }

    /// <summary>Refuses new writes, writes those that were taken in and closes the connection.</summary>
    public async ValueTask CloseAsync()
    {
        lock (_gate)
        {
            _closed = true;
            _idle = _running ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        }

        if (_idle is { } idle)
        {
            await idle.Task.ConfigureAwait(false);
        }

        session.Dispose();
    }

    private bool TakeQueue()
    {
        lock (_gate)
        {
            (_queue, _taken) = (_taken, _queue);
            _running = _taken.Count > 0;
            if (!_running)
            {
                _idle?.TrySetResult();
            }

            return _running;
        }
    }

    private void WriteGroup()
    {
        try
        {
            session.Transact(_group);
        }
        catch (Exception e)
        {
            Separately(e);
            return;
        }

        foreach (var write in _group)
        {
            write.Succeed();
        }
    }

    /// <summary>One that cannot be written must not take the others with it.</summary>
    private void Separately(Exception together)
    {
        if (_group.Count == 1)
        {
            _group[0].Fail(together);
            return;
        }

        foreach (var write in _group)
        {
            try
            {
                session.Transact([write]);
            }
            catch (Exception e)
            {
                write.Fail(e);
                continue;
            }

            write.Succeed();
        }
    }
}
