namespace AgentEscalation.Cli.Tests;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7_200)]
    [InlineData("1d", 86_400)]
    [InlineData("365d", 31_536_000)]
    public void A_whole_number_and_a_unit_is_a_time(string text, int seconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("10")]
    [InlineData("0m")]
    [InlineData("-1m")]
    [InlineData("1.5h")]
    [InlineData("5:00")]
    [InlineData("10 m")]
    [InlineData("10M")]
    [InlineData("366d")]
    [InlineData("2147483647d")]
    [InlineData("99999999999s")]
    public void Anything_else_is_none(string? text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData(0.44, "0.4 s")]
    [InlineData(12.6, "13 s")]
    [InlineData(271, "4:31")]
    [InlineData(7_205, "2:00:05")]
    public void Is_shown_as_people_say_it(double seconds, string text) =>
        Assert.Equal(text, Durations.Show(TimeSpan.FromSeconds(seconds)));
}
