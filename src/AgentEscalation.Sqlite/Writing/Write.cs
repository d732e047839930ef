namespace AgentEscalation.Sqlite.Writing;

/// <summary>Something to be written, together with others in one transaction.</summary>
internal abstract class Write
{
    /// <summary>Writes. May be called again after an exception, when the transaction was undone.</summary>
    public abstract void Execute(WriteSession session);

    /// <summary>It is durable.</summary>
    public abstract void Succeed();

    /// <summary>Nothing of it was written.</summary>
    public abstract void Fail(Exception reason);
}

/// <summary>Something to be written that has a result.</summary>
/// <param name="work">Writes and gives the result.</param>
internal sealed class Write<T>(Func<WriteSession, T> work) : Write
{
    // Whoever waits goes on elsewhere: the writer has the next transaction to do.
    private readonly TaskCompletionSource<T> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Written => _written.Task;

    public override void Execute(WriteSession session) => _result = work(session);

    public override void Succeed() => _written.TrySetResult(_result);

    public override void Fail(Exception reason)
    {
        _written.TrySetException(reason);

        // Nobody may be waiting for it.
        _ = _written.Task.Exception;
    }
}
