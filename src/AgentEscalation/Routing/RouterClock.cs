namespace AgentEscalation.Routing;

/// <summary>The time as runs see it. Reading the system's clock costs as much as a whole step of the ladder, so what happens within one tick
/// of its coarse counter, a few milliseconds, happens at one time; every other clock is read each time. Safe for any thread.</summary>
internal sealed class RouterClock(TimeProvider time)
{
    private readonly double _ticksPerStamp = (double)TimeSpan.TicksPerSecond / time.TimestampFrequency;
    private readonly double _stampsPerTick = (double)time.TimestampFrequency / TimeSpan.TicksPerSecond;
    private readonly bool _coarse = time == TimeProvider.System;
    private Reading? _last;

    public TimeProvider Provider { get; } = time;

    /// <summary>Both clocks, read together.</summary>
    public Reading Read()
    {
        var tick = Tick;
        return _last is { } last && !HasMoved(last.Tick, tick) ? last : _last = new(tick, Provider.GetTimestamp(), Provider.GetUtcNow().UtcTicks);
    }

    /// <summary>The coarse counter; without meaning for other clocks than the system's.</summary>
    public long Tick => _coarse ? Environment.TickCount64 : 0;

    /// <summary>Whether time may have gone on between two readings of the counter.</summary>
    public bool HasMoved(long from, long to) => !_coarse || from != to;

    /// <summary>Ticks of 100 ns since a time stamp, by the monotonic clock.</summary>
    public long TicksSince(long stamp) => (long)((Provider.GetTimestamp() - stamp) * _ticksPerStamp);

    /// <summary>The time stamp that lies some ticks of 100 ns after another; the last there is when that is farther than it can say.</summary>
    public long StampAfter(long stamp, long ticks) =>
        ticks * _stampsPerTick is var stamps && stamps < long.MaxValue - stamp ? stamp + (long)stamps : long.MaxValue;

    /// <param name="Tick">The coarse counter.</param>
    /// <param name="Stamp">The monotonic clock.</param>
    /// <param name="UtcTicks">The wall clock, ticks of 100 ns.</param>
    internal sealed record Reading(long Tick, long Stamp, long UtcTicks);
}
