using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Tests.Routing;

public sealed class FunctionHandsTests
{
    private static readonly AgentTask Known = AgentTask.Failed("worker", "call it", new() { Text = "it broke", Class = "broken" });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Functions_may_say_of_themselves_what_a_specialist_says(bool yields)
    {
        var router = EscalationRouter.Create(o => o.Policy(EscalationPolicy.Default));
        var run = await router.RunAsync(
            Known with { MayAskUser = false },
            async (_, _) =>
            {
                if (yields)
                {
                    await Task.Yield();
                }

                return new AttemptResult { Approach = new(7), GaveUp = true, Usage = new(3, 4, 1), Value = "v" };
            },
            (said, _) => new(said.Value is "v" ? Verdict.Failed("it broke again", "broken") : Verdict.Verified),
            Token);

        var ended = Assert.IsType<AttemptEnded>(run.Events[2]);
        Assert.Equal(new Approach(7), ended.Approach);
        Assert.False(ended.Claimed);
        Assert.Equal(new Usage(6, 8, 2), run.Usage);
    }

    [Fact]
    public async Task A_task_that_may_not_ask_the_user_ends_below_level_4()
    {
        var router = EscalationRouter.Create(o => o.Policy(EscalationPolicy.Default));
        var run = await router.RunAsync<string>(
            Known with { MayAskUser = false }, (_, _) => new("v"), (_, _) => new(Verdict.Failed("it broke", "broken")), Token);

        Assert.Null(run.Ticket);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.LadderExhausted, Level.ArchitectureReview), run.Outcome);
        Assert.DoesNotContain(run.Events, e => e is Escalated { To: Level.UserDecision } or CardIssued);
    }
}
