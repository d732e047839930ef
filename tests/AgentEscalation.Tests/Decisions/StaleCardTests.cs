using System.Runtime.Versioning;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Tests.Routing;
using AgentEscalation.Tests.Workspaces;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Tests.Decisions;

/// <summary>Real folders that change while a card waits. Only with the user's words the work is right.</summary>
[SupportedOSPlatform("linux")]
public sealed class StaleCardTests : IDisposable
{
    private readonly TestFolder _folder = new(("code.txt", "wrong"), ("beside.txt", "old"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_answer_about_a_folder_that_has_changed_is_not_taken_and_the_card_comes_anew()
    {
        var router = Router();
        var card = (await router.RunAsync(AgentTask.Work("worker", "make it right", _folder.Root), Token)).Ticket!.Card;
        File.WriteAllText(Path.Combine(_folder.Root, "beside.txt"), "new");

        var refused = await router.Decisions.AnswerAsync(card.Retry("go"), "test", Token);
        Assert.Equal(DecisionFaultKind.Stale, refused.Fault!.Kind);
        var anew = refused.Ticket!.Card;
        Assert.Equal(card.Number, anew.Number);
        Assert.NotEqual(card.Digest, anew.Digest);
        Assert.Equal(DecisionFaultKind.OtherCard, (await router.Decisions.AnswerAsync(card.Retry("go"), "test", Token)).Fault!.Kind);

        var run = await router.DecideAsync(anew.CaseId, anew.Retry("go"), Token);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), run.Outcome);
        Assert.Equal("right", _folder.Read("code.txt"));
        Assert.Equal("new", _folder.Read("beside.txt"));
        Assert.Single(run.Events, e => e is DecisionTaken);
    }

    [Fact]
    public async Task Stopping_is_right_whatever_the_folder_holds()
    {
        var router = Router();
        var card = (await router.RunAsync(AgentTask.Work("worker", "make it right", _folder.Root), Token)).Ticket!.Card;
        File.WriteAllText(Path.Combine(_folder.Root, "code.txt"), "mine");
        Assert.True((await router.Decisions.AnswerAsync(card.Stop(), "test", Token)).IsTaken);
        Assert.Equal("mine", _folder.Read("code.txt"));
    }

    [Fact]
    public async Task What_changes_back_makes_no_card_stale()
    {
        var router = Router();
        var card = (await router.RunAsync(AgentTask.Work("worker", "make it right", _folder.Root), Token)).Ticket!.Card;
        File.WriteAllText(Path.Combine(_folder.Root, "beside.txt"), "new");
        File.WriteAllText(Path.Combine(_folder.Root, "beside.txt"), "old");
        Assert.True((await router.DecideAsync(card.CaseId, card.Retry("go"), Token)).IsVerified);
    }

    private static EscalationRouter Router() => EscalationRouter.Create(o => o
        .Specialist("worker", new Specialist((attempt, _) =>
        {
            attempt.Workspace!.Apply(new FileEdit.Write("code.txt", attempt.Level == Level.UserDecision ? "right" : $"wrong {attempt.Number}"));
            return default;
        }))
        .Verifier("worker", new Verifier(attempt => attempt.Workspace!.ReadText("code.txt") == "right" ? Verdict.Verified : Verdict.Failed("wrong"))));
}
