namespace AgentEscalation.Routing;

/// <summary>How many cases of one agent climb at once. Who came first goes first. Safe for any thread.</summary>
/// <param name="limit">How many, 1 or more.</param>
internal sealed class AgentSlots(int limit)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private int _free = limit;

    /// <summary>Whether somebody waits. A holder between two levels then goes to the end of the queue.</summary>
    public bool Contended { get; private set; }

    /// <summary>Takes a slot if one is free.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_free == 0)
            {
                return false;
            }

            _free--;
            return true;
        }
    }

    /// <summary>Takes a slot, or waits for one.</summary>
    /// <param name="token">Stops waiting.</param>
    /// <returns>False when waiting was stopped: the caller holds no slot.</returns>
    public ValueTask<bool> EnterAsync(CancellationToken token)
    {
        TaskCompletionSource<bool> turn;
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return new(true);
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            Contended = true;
        }

        return WaitAsync(turn, token);
    }

    /// <summary>Gives a slot back, to the one who waits longest.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var next))
            {
                Contended = _waiting.Count > 0;
                if (next.TrySetResult(true))
                {
                    return;
                }
            }

            _free++;
        }
    }

    private static async ValueTask<bool> WaitAsync(TaskCompletionSource<bool> turn, CancellationToken token)
    {
        using (token.UnsafeRegister(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), turn))
        {
            return await turn.Task.ConfigureAwait(false);
        }
    }
}
