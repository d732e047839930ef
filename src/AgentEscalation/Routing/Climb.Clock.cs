namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    /// <summary>What an attempt has to stop after its token.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private StepTimer? _timer;
    private CancellationTokenRegistration _caller;
    private DateTimeOffset _now;
    private DateTimeOffset _begun;
    private long _anchorStamp;
    private long _anchorTicks;
    private long _tick;
    private volatile bool _callerCancelled;
    private bool _abandoned;

    /// <summary>Ends when the step's time is over or the caller cancels.</summary>
    private CancellationToken Token => _timer!.Token;

    private bool IsCut => _timer!.IsCancelled;

    private void StartClock(CancellationToken caller)
    {
        var reading = _parts.Clock.Read();
        _tick = reading.Tick;
        _anchorStamp = reading.Stamp;
        _anchorTicks = reading.UtcTicks;
        _begun = _now = new(_anchorTicks, TimeSpan.Zero);
        _callerCancelled = false;
        _abandoned = false;

        // A timer that was kept is the system's.
        _timer = Time == TimeProvider.System && _timer is { } kept ? kept : new(_parts.Clock);
        if (caller.CanBeCanceled)
        {
            _caller = caller.UnsafeRegister(static climb => ((Climb)climb!).OnCallerCancelled(), this);
        }
    }

    /// <summary>Stops listening to the caller.</summary>
    /// <returns>Whether this climb can be used again.</returns>
    private bool StopClock()
    {
        // A callback that has begun may still be about to cancel the token.
        var silent = _caller.Unregister() || (_caller == default && !_callerCancelled);
        _caller = default;
        if (_abandoned || !silent)
        {
            // Somebody may still use the token; only its timer has to go.
            _timer!.Dispose();
            return false;
        }

        if (Time != TimeProvider.System || !_timer!.TryReset())
        {
            _timer!.Dispose();
            _timer = null;
        }

        return true;
    }

    /// <summary>UTC at the start of the run plus what the monotonic clock has counted since.</summary>
    private void ReadClock()
    {
        var tick = _parts.Clock.Tick;
        if (_parts.Clock.HasMoved(_tick, tick))
        {
            _tick = tick;
            _now = new(_anchorTicks + _parts.Clock.TicksSince(_anchorStamp), TimeSpan.Zero);
        }
    }

    /// <summary>What was stopped at a time has used all the time until then, even if the clock as it was read last is a little behind.</summary>
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
        var stamp = _parts.Clock.StampAfter(_anchorStamp, until.UtcTicks - _anchorTicks);
        if (!_timer!.TryArm(stamp))
        {
            RenewTimer();
            _timer.TryArm(stamp);
        }

        if (until <= _now)
        {
            _timer.Cancel();
        }
    }

    private void RenewTimer()
    {
        Interlocked.Exchange(ref _timer, new(_parts.Clock))!.Dispose();
        if (_callerCancelled)
        {
            _timer!.Cancel();
        }
    }

    private void OnCallerCancelled()
    {
        _callerCancelled = true;
        Interlocked.MemoryBarrier();
        _timer?.Cancel();
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
