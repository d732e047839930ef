using AgentEscalation.Scorecards;

namespace AgentEscalation.Tests.Scorecards;

public sealed class WilsonIntervalTests
{
    // Values from the published closed form, to four digits.
    [Theory]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(50, 100, 0.4038, 0.5962)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    public void Bounds_are_those_of_the_score_interval(int successes, int n, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, n);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
        Assert.Equal((double)successes / n, interval.Rate, 12);
    }

    [Fact]
    public void Without_trials_nothing_is_known() => Assert.Equal(new WilsonInterval(0, 0, 1, 0), WilsonInterval.Of(0, 0));

    [Fact]
    public void The_interval_always_holds_the_rate_and_narrows_with_more_trials()
    {
        for (var n = 1; n <= 60; n++)
        {
            for (var k = 0; k <= n; k++)
            {
                var (few, many) = (WilsonInterval.Of(k, n), WilsonInterval.Of(10 * k, 10 * n));
                Assert.InRange(few.Rate, few.Low, few.High);
                Assert.True(many.High - many.Low < few.High - few.Low);
                Assert.True(few.Low >= 0 && few.High <= 1);
            }
        }
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(-1, 2));
    }
}
