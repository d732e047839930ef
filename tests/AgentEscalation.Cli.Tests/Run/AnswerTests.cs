using AgentEscalation.Cli.Run;

namespace AgentEscalation.Cli.Tests.Run;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("A", "A", "")]
    [InlineData("b", "B", "")]
    [InlineData(" stop ", "stop", "")]
    [InlineData("STOP", "stop", "")]
    [InlineData("retry", "retry", "")]
    [InlineData("retry: round once: at the end", "retry", "round once: at the end")]
    public void Keys_retry_and_stop_are_answers(string text, string key, string words)
    {
        Assert.True(Answer.TryParse(text, out var answer));
        Assert.Equal(new Answer(key, words), answer);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AB")]
    [InlineData("1")]
    [InlineData("ä")]
    [InlineData("yes")]
    [InlineData("stop:now")]
    [InlineData("A:please")]
    public void Anything_else_is_none(string? text) => Assert.False(Answer.TryParse(text, out _));
}
