namespace AgentEscalation.Providers.Tests;

/// <summary>A clock for which waits up to a limit are over at once; longer ones never end. It notes them all, so that a test sees what was
/// waited for without waiting.</summary>
internal sealed class HastyTime(TimeSpan limit) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];

    /// <summary>The waits that were over at once.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(this, base.CreateTimer(callback, state, Hastened(dueTime), Timeout.InfiniteTimeSpan));

    private TimeSpan Hastened(TimeSpan wait)
    {
        if (wait < TimeSpan.Zero || wait > limit)
        {
            return Timeout.InfiniteTimeSpan;
        }

        lock (_lock)
        {
            _waits.Add(wait);
        }

        return TimeSpan.Zero;
    }

    private sealed class HastyTimer(HastyTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Hastened(dueTime), Timeout.InfiniteTimeSpan);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
