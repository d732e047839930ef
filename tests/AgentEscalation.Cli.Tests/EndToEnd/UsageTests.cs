namespace AgentEscalation.Cli.Tests.EndToEnd;

public sealed class UsageTests
{
    [Fact]
    public async Task Help_names_every_command()
    {
        var ended = await Command.RunAsync("--help");

        Assert.Equal(0, ended.Code);
        foreach (var command in new[] { "run <AGENT>", "agents", "eval <CORPUS>", "scorecard <FILE>" })
        {
            Assert.Contains(command, ended.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("run", "--answer", "130", "Examples:")]
    [InlineData("eval", "--parallel", "precision", "Example:")]
    [InlineData("scorecard", "--format", "95 % interval", "Examples:")]
    public async Task Help_of_a_command_says_all_that_is_needed(string command, params string[] words)
    {
        var ended = await Command.RunAsync(command, "--help");

        Assert.Equal(0, ended.Code);
        Assert.All(words, word => Assert.Contains(word, ended.Out, StringComparison.Ordinal));
        Assert.Equal("", ended.Error);
    }

    [Theory]
    [InlineData("rn", "rn")]
    [InlineData("run", "--workspace")]
    [InlineData("run rust-pro --workspace . --deadline 10x", "10x|--deadline|10m")]
    [InlineData("run rust-pro --workspace . --verify build", "build|--verify|clippy")]
    [InlineData("run rust-pro --workspace . --format xml", "xml|--format|json")]
    [InlineData("run rust-pro --workspace . --answer maybe", "maybe|--answer|retry")]
    [InlineData("run rust-pro --workspace . --colour", "--colour")]
    [InlineData("eval x.jsonl --levels 4", "--levels|3")]
    [InlineData("eval x.jsonl --parallel 0", "--parallel|1")]
    public async Task What_cannot_be_understood_is_named_with_the_mend(string line, string names)
    {
        var ended = await Command.RunAsync(line.Split(' '));

        ended.IsBadInput(names.Split('|'));
        Assert.Equal("", ended.Out);
        Assert.Contains("--help", ended.Error, StringComparison.Ordinal);
    }
}
