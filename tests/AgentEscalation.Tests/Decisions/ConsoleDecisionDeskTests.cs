using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using AgentEscalation.Tests.Routing;

namespace AgentEscalation.Tests.Decisions;

public sealed class ConsoleDecisionDeskTests
{
    private static readonly Verdict Bad = Script.Bad();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<(string Output, RunResultOf Result)> RunAsync(string input)
    {
        var script = new Script(Bad, Bad, Bad, Bad, Bad, Verdict.Verified);
        using var output = new StringWriter();
        var run = await script.RunAsync(o => o.Desk(new ConsoleDecisionDesk(new StringReader(input), output)), token: Token);
        return (output.ToString(), new(run.Outcome, run.Ticket, script.Seen[^1].Guidance));
    }

    [Fact]
    public async Task The_answer_on_the_terminal_decides()
    {
        var (output, result) = await RunAsync("what?\nRETRY\nuse an Arc\n");
        Assert.Equal(OutcomeKind.Resolved, result.Outcome?.Kind);
        Assert.Equal("use an Arc", result.Guidance?.Text.Value);
        Assert.Contains("[retry]", output);
        Assert.Contains("[stop]", output);
        Assert.Contains("'what?' is none of retry, stop.", output);

        (_, result) = await RunAsync(" stop ");
        Assert.Equal(UnresolvedReason.Stopped, result.Outcome?.Reason);
    }

    [Fact]
    public async Task The_end_of_the_input_is_no_answer()
    {
        var (_, result) = await RunAsync("");
        Assert.Null(result.Outcome);
        Assert.NotNull(result.Ticket);
    }

    [Fact]
    public async Task Untrusted_text_gives_the_terminal_no_orders()
    {
        var bad = Script.Bad("\u001b[2Jgone");
        var script = new Script(bad);
        using var output = new StringWriter();
        var architect = new Adviser(_ => Guidance.MajorDecision("x", new DecisionOption { Title = "\u001b]0;owned\a" }));
        await script.RunAsync(o => o.Adviser("architect", architect).Desk(new ConsoleDecisionDesk(new StringReader(""), output)), token: Token);
        Assert.DoesNotContain('\u001b', output.ToString());
        Assert.DoesNotContain('\a', output.ToString());
    }

    private sealed record RunResultOf(Outcome? Outcome, DecisionTicket? Ticket, Guidance? Guidance);
}
