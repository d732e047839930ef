using System.Runtime.Versioning;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using static AgentEscalation.Tests.Chat.ChatLadder;

namespace AgentEscalation.Tests.Chat;

[SupportedOSPlatform("linux")]
public sealed class ChatAdviserTests : IDisposable
{
    private readonly ChatLadder _ladder = new();

    public void Dispose() => _ladder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Advice_with_steps_reaches_the_specialist_and_no_tool_is_offered_to_the_adviser()
    {
        var client = Model(call => Say(IsAdvice(call) ? Advice("write a zero")
            : call.Contains("write a zero") ? Work(Write("0"))
            : Work("", done: false)));

        var run = await _ladder.Router(client).RunAsync(_ladder.Task, Token);

        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), run.Outcome);
        var advice = Assert.Single(client.Script.Calls, call => call.Contains("You are the coordinator."));
        Assert.Empty(advice.Tools);
        Assert.True(advice.WantsJson);
        Assert.Equal("write a zero", Assert.Single(Assert.Single(run.Events.OfType<ConsultEnded>()).Guidance!.Steps).Arguments["text"]);
    }

    [Fact]
    public async Task Belongs_higher_up_names_the_trigger_of_a_level_above_and_no_other()
    {
        var client = Model(call => Say(!IsAdvice(call) ? Work("", done: false)
            : call.Contains("You are the coordinator.") ? Advice("not mine", "higher_up", "design-fault")
            : Advice("not mine either", "higher_up", "made-up")));

        var run = await _ladder.Router(client).RunAsync(_ladder.Task, Token);

        var moves = run.Events.OfType<Escalated>().ToList();
        Assert.Equal((Level.ArchitectureReview, EscalationCause.Trigger, "design-fault"), (moves[1].To, moves[1].Cause, moves[1].Detail));
        Assert.Equal(Level.UserDecision, moves[2].To);
        Assert.Null(run.Events.OfType<ConsultEnded>().Last().Guidance!.Trigger);
    }

    [Fact]
    public async Task A_major_decision_puts_its_options_on_the_card()
    {
        var client = Model(call => Say(!IsAdvice(call) ? Work("", done: false)
            : Advice("ask", "major_decision", options: """{"title":"Keep nine","description":"change the test","steps":[]}""")));

        var run = await _ladder.Router(client).RunAsync(_ladder.Task, Token);

        Assert.Contains(run.Ticket!.Card.Options, option => option.Title.Value == "Keep nine");
        Assert.All(run.Ticket.Card.Options, option => Assert.True(option.MayEdit.IsDefaultOrEmpty));
    }

    [Fact]
    public async Task What_a_consult_without_an_answer_used_counts()
    {
        var client = Model(call => Say(IsAdvice(call) ? "no idea" : Work("", done: false)));

        var run = await _ladder.Router(client, Rules with { ArchitectureReview = Rules.ArchitectureReview with { To = [] } }).RunAsync(_ladder.Task, Token);

        var consult = Assert.Single(run.Events.OfType<ConsultEnded>());
        Assert.Contains("malformed", consult.Fault);
        Assert.Equal(2, consult.Usage.Calls);
        Assert.Equal(client.Script.Calls.Length, run.Usage.Calls);
        Assert.Equal(run.Usage, CaseState.From([.. run.Events]).Usage);
        Assert.Equal(2, ((ConsultEnded)CaseJson.ReadLine(CaseJson.WriteLine(consult))).Usage.Calls);
    }
}
