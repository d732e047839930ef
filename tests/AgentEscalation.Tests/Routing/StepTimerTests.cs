using AgentEscalation.Routing;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Tests.Routing;

public sealed class StepTimerTests
{
    private readonly FakeTimeProvider _time = new();

    private RouterClock Clock => new(_time);

    private long In(double seconds) => _time.GetTimestamp() + (long)(seconds * _time.TimestampFrequency);

    [Fact]
    public void The_token_ends_at_its_time_and_not_before()
    {
        using var timer = new StepTimer(Clock);
        Assert.True(timer.TryArm(In(10)));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(timer.IsCancelled);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(timer.IsCancelled);
    }

    [Fact]
    public void A_later_time_replaces_an_earlier_one()
    {
        using var timer = new StepTimer(Clock);
        timer.TryArm(In(10));
        _time.Advance(TimeSpan.FromSeconds(5));
        timer.TryArm(In(20));
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(timer.IsCancelled);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(timer.IsCancelled);
    }

    [Fact]
    public void An_earlier_time_replaces_a_later_one()
    {
        using var timer = new StepTimer(Clock);
        timer.TryArm(In(20));
        timer.TryArm(In(10));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(timer.IsCancelled);
    }

    [Fact]
    public void Another_run_is_not_ended_by_the_time_of_the_one_before()
    {
        using var timer = new StepTimer(Clock);
        timer.TryArm(In(10));
        Assert.True(timer.TryReset());
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.True(timer.TryArm(In(10)));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(timer.IsCancelled);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(timer.IsCancelled);
    }

    [Fact]
    public void A_timer_that_fired_while_nobody_used_it_serves_the_next_run()
    {
        using var timer = new StepTimer(Clock);
        timer.TryArm(In(10));
        Assert.True(timer.TryReset());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(timer.TryArm(In(10)));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(timer.IsCancelled);
    }

    [Fact]
    public void A_token_that_has_ended_serves_nobody_else()
    {
        using var timer = new StepTimer(Clock);
        timer.TryArm(In(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(timer.TryArm(In(10)));
        Assert.False(timer.TryReset());
    }

    [Fact]
    public void No_time_is_no_limit()
    {
        using var timer = new StepTimer(Clock);
        timer.TryArm(Clock.StampAfter(_time.GetTimestamp(), long.MaxValue));
        _time.Advance(TimeSpan.FromDays(365));
        Assert.False(timer.IsCancelled);
    }

    [Fact]
    public void A_time_beyond_the_longest_timer_is_still_kept()
    {
        using var timer = new StepTimer(Clock);
        var days = TimeSpan.FromDays(60);
        timer.TryArm(In(days.TotalSeconds));
        _time.Advance(TimeSpan.FromDays(59));
        Assert.False(timer.IsCancelled);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(timer.IsCancelled);
    }

    [Fact]
    public async Task Arming_and_resetting_while_it_fires_never_ends_a_later_run_nor_forgets_one()
    {
        var clock = new RouterClock(TimeProvider.System);
        var timer = new StepTimer(clock);
        for (var i = 0; i < 300; i++)
        {
            // The first time is over about when the second is set.
            timer.TryArm(clock.StampAfter(TimeProvider.System.GetTimestamp(), 10_000));
            SpinWait.SpinUntil(static () => false, i % 3);
            if (!timer.TryReset())
            {
                timer.Dispose();
                timer = new(clock);
            }

            Assert.True(timer.TryArm(clock.StampAfter(TimeProvider.System.GetTimestamp(), TimeSpan.TicksPerHour)));
            Assert.False(timer.IsCancelled);
            Assert.True(timer.TryReset());
        }

        var ended = new TaskCompletionSource();
        timer.Token.Register(ended.SetResult);
        timer.TryArm(clock.StampAfter(TimeProvider.System.GetTimestamp(), 10_000));
        await ended.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        timer.Dispose();
    }
}
