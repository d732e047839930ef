namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    /// <summary>What an attempt has to stop after its token.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Steps of a level end together but for the router's own work between them; for that little the timer is not set again.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time a timer can be set to; more than these 49 days is no limit.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _caller;
    private DateTimeOffset _armed;
    private DateTimeOffset _now;
    private DateTimeOffset _begun;
    private long _anchorStamp;
    private long _anchorTicks;
    private volatile bool _callerCancelled;
    private bool _abandoned;

    /// <summary>Ends when the step's time is over or the caller cancels.</summary>
    private CancellationToken Token => _source!.Token;

    private bool IsCut => _source!.IsCancellationRequested;

    private void StartClock(CancellationToken caller)
    {
        _anchorStamp = Time.GetTimestamp();
        _anchorTicks = Time.GetUtcNow().UtcTicks;
        _begun = _now = new(_anchorTicks, TimeSpan.Zero);
        _armed = DateTimeOffset.MaxValue;
        _callerCancelled = false;
        _abandoned = false;

        // A source that was kept has the system's timer.
        _source = Time == TimeProvider.System && _source is { } kept ? kept : NewSource();
        if (caller.CanBeCanceled)
        {
            _caller = caller.UnsafeRegister(static climb => ((Climb)climb!).OnCallerCancelled(), this);
        }
    }

    /// <summary>Stops listening to the caller.</summary>
    /// <returns>Whether this climb can be used again.</returns>
    private bool StopClock()
    {
        // A callback that has begun may still be about to cancel the source.
        var silent = _caller.Unregister() || (_caller == default && !_callerCancelled);
        _caller = default;
        if (_abandoned || !silent)
        {
            // Somebody may still use the token; only its timer has to go.
            _source!.CancelAfter(Timeout.InfiniteTimeSpan);
            return false;
        }

        if (Time != TimeProvider.System || !_source!.TryReset())
        {
            _source!.Dispose();
            _source = null;
        }

        return true;
    }

    /// <summary>UTC at the start of the run plus what the monotonic clock has counted since.</summary>
    private DateTimeOffset ReadClock() => _now = new(_anchorTicks + _parts.TicksSince(_anchorStamp), TimeSpan.Zero);

    /// <summary>A timer may fire a little before the time it was set to; then that little is skipped.</summary>
    private void SkipTo(DateTimeOffset until)
    {
        if (_now < until)
        {
            _anchorTicks += (until - _now).Ticks;
            _now = until;
        }
    }

    /// <summary>Makes the token end at a time.</summary>
    private void Arm(DateTimeOffset until)
    {
        if (_source!.IsCancellationRequested)
        {
            RenewSource();
        }

        if (until >= _armed && until - _armed <= Tolerance)
        {
            return;
        }

        if (_armed != DateTimeOffset.MaxValue && _armed - _now < TimeSpan.FromSeconds(1))
        {
            // The timer may be firing at this moment, for a time that does not count any more.
            RenewSource();
        }

        _armed = until;
        var left = until - _now;
        if (left <= TimeSpan.Zero)
        {
            _source.Cancel();
            return;
        }

        _source.CancelAfter(left <= LongestTimer ? left : Timeout.InfiniteTimeSpan);
    }

    private void RenewSource()
    {
        Interlocked.Exchange(ref _source, NewSource())!.CancelAfter(Timeout.InfiniteTimeSpan);
        _armed = DateTimeOffset.MaxValue;
        if (_callerCancelled)
        {
            _source!.Cancel();
        }
    }

    private CancellationTokenSource NewSource() =>
        Time == TimeProvider.System ? new() : new(Timeout.InfiniteTimeSpan, Time);

    private void OnCallerCancelled()
    {
        _callerCancelled = true;
        Interlocked.MemoryBarrier();
        _source?.Cancel();
    }

    /// <summary>Waits for a call to end, but after its token no longer than the grace.</summary>
    /// <returns>False when it was abandoned.</returns>
    private async ValueTask<bool> SettledAsync(Task call)
    {
        var token = Token;
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (token.UnsafeRegister(static over => ((TaskCompletionSource)over!).TrySetResult(), over))
        {
            if (await System.Threading.Tasks.Task.WhenAny(call, over.Task).ConfigureAwait(false) == call)
            {
                return true;
            }
        }

        using var ended = new CancellationTokenSource();
        var grace = System.Threading.Tasks.Task.Delay(Grace, Time, ended.Token);
        if (await System.Threading.Tasks.Task.WhenAny(call, grace).ConfigureAwait(false) == call)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            return true;
        }

        _abandoned = true;
        _ = call.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        Telemetry.Log.Abandoned(_parts.Signals.Logger, _seat.Agent, _state.Level);
        if (_workplace is { } workplace)
        {
            await workplace.LeaveBehindAsync().ConfigureAwait(false);
        }

        return false;
    }
}
