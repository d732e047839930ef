namespace AgentEscalation.Routing;

/// <summary>How many cases of one agent climb at once. Who came first goes first. Safe for any thread.</summary>
/// <param name="limit">How many, 1 or more.</param>
internal sealed class AgentSlots(int limit)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private volatile bool _contended;
    private int _free = limit;

    /// <summary>Whether somebody waits. A holder between two levels then goes to the end of the queue.</summary>
    public bool Contended => _contended;

    /// <summary>Takes a slot if one is free and nobody waits.</summary>
    public bool TryEnter() => !_contended && TryTake();

    /// <summary>Takes a slot, or waits for one.</summary>
    /// <param name="token">Stops waiting.</param>
    /// <returns>False when waiting was stopped: the caller holds no slot.</returns>
    public ValueTask<bool> EnterAsync(CancellationToken token)
    {
        TaskCompletionSource<bool> turn;
        lock (_gate)
        {
            // Said before the slots are looked at: whoever gives one back after that look sees it.
            _contended = true;
            Interlocked.MemoryBarrier();
            if (_waiting.Count == 0 && TryTake())
            {
                _contended = false;
                return new(true);
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        return WaitAsync(turn, token);
    }

    /// <summary>Gives a slot back, to the one who waits longest.</summary>
    public void Leave()
    {
        Interlocked.Increment(ref _free);
        if (_contended)
        {
            HandOut();
        }
    }

    private void HandOut()
    {
        lock (_gate)
        {
            while (_waiting.Count > 0 && TryTake())
            {
                if (!_waiting.Dequeue().TrySetResult(true))
                {
                    // This one has stopped waiting.
                    Interlocked.Increment(ref _free);
                }
            }

            _contended = _waiting.Count > 0;
        }
    }

    private bool TryTake()
    {
        for (var free = Volatile.Read(ref _free); free > 0; free = Volatile.Read(ref _free))
        {
            if (Interlocked.CompareExchange(ref _free, free - 1, free) == free)
            {
                return true;
            }
        }

        return false;
    }

    private static async ValueTask<bool> WaitAsync(TaskCompletionSource<bool> turn, CancellationToken token)
    {
        using (token.UnsafeRegister(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), turn))
        {
            return await turn.Task.ConfigureAwait(false);
        }
    }
}
