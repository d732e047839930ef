namespace AgentEscalation.Routing;

/// <summary>A token that ends at a time. The system's timer is set again only for an earlier time: for a later one it fires too early, sees that,
/// and goes on, so that most steps and most runs set no timer at all. One owner at a time; the timer's callback comes from any thread.</summary>
internal sealed class StepTimer : IDisposable
{
    private const long Idle = long.MaxValue;
    private const long Fired = long.MinValue;
    private const long NotSet = long.MaxValue;

    /// <summary>The longest time a timer can be set to, 49 days; then it is set again.</summary>
    private const double LongestTimer = uint.MaxValue - 1;

    private readonly CancellationTokenSource _source = new();
    private readonly RouterClock _clock;
    private readonly ITimer _timer;
    private long _until = Idle;
    private long _fires = NotSet;

    public StepTimer(RouterClock clock)
    {
        _clock = clock;

        // Whoever happens to come first must not lend its ambient state to all the others.
        using var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        _timer = clock.Provider.CreateTimer(static timer => ((StepTimer)timer!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    public bool IsCancelled => _source.IsCancellationRequested;

    public void Cancel() => _source.Cancel();

    /// <summary>Sets when the token ends.</summary>
    /// <param name="until">A time stamp of the clock.</param>
    /// <returns>False when the token has ended or is just ending for an earlier time; then another timer is needed.</returns>
    public bool TryArm(long until)
    {
        if (IsCancelled || Interlocked.Exchange(ref _until, until) == Fired)
        {
            return false;
        }

        if (until < Volatile.Read(ref _fires))
        {
            SetTimer(until);
        }

        return true;
    }

    /// <summary>Makes it ready for another run.</summary>
    /// <returns>False when the token has ended or may still end.</returns>
    public bool TryReset() => Interlocked.Exchange(ref _until, Idle) != Fired && _source.TryReset();

    /// <summary>Takes the timer away; the token stays as it is for whoever still uses it.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _until, Idle);
        _timer.Dispose();
    }

    private void OnTimer()
    {
        // Said before the time is looked at: who sets an earlier or a first one after this look sets the timer itself.
        Interlocked.Exchange(ref _fires, NotSet);
        for (var until = Volatile.Read(ref _until); until is not (Idle or Fired);)
        {
            if (_clock.Provider.GetTimestamp() < until)
            {
                SetTimer(until);
                var now = Volatile.Read(ref _until);
                if (now == until)
                {
                    return;
                }

                until = now;
            }
            else if (Interlocked.CompareExchange(ref _until, Fired, until) is var seen && seen == until)
            {
                _source.Cancel();
                return;
            }
            else
            {
                until = seen;
            }
        }
    }

    private void SetTimer(long until)
    {
        Volatile.Write(ref _fires, until);
        var left = _clock.Provider.GetElapsedTime(_clock.Provider.GetTimestamp(), until).TotalMilliseconds;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(left), 0, LongestTimer)), Timeout.InfiniteTimeSpan);
    }
}
