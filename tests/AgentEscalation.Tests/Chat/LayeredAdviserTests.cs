using System.Collections.Immutable;
using System.Runtime.Versioning;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Chat;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Assertions;
using AgentEscalation.Testing.Scripting;
using AgentEscalation.Tests.Routing;
using static AgentEscalation.Tests.Chat.ChatLadder;

namespace AgentEscalation.Tests.Chat;

/// <summary>An adviser for all stands before the model of the agent that is asked.</summary>
[SupportedOSPlatform("linux")]
public sealed class LayeredAdviserTests : IDisposable
{
    private static readonly GuidanceStep Known = new("known", ImmutableDictionary<string, string>.Empty.Add("text", "the known step"));

    private readonly ChatLadder _ladder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ladder.Dispose();

    [Fact]
    public async Task Known_steps_go_before_the_models_and_the_models_words_first()
    {
        var given = await GivenAsync(_ => new() { Text = "known words", Steps = [Known], Usage = new(1, 1, 1) }, Advice("model's words"));

        Assert.Equal("model's words\nknown words", given.Text.Value);
        Assert.Equal(["the known step", "model's words"], given.Steps.Select(step => step.Arguments["text"]));
        Assert.Equal(new Usage(101, 21, 2), given.Usage);
    }

    [Fact]
    public async Task Who_knows_nothing_throws_or_has_no_answer_leaves_it_to_the_model()
    {
        foreach (var first in (Func<CaseReport, Guidance?>[])[_ => null, _ => throw new IOException("gone"), _ => Guidance.NoAnswer("busy", Usage.None)])
        {
            var given = await GivenAsync(first, Advice("model's words"));

            Assert.Equal("model's words", given.Text.Value);
            Assert.Equal(new Usage(100, 20, 1), given.Usage);
        }
    }

    [Fact]
    public async Task What_is_known_stands_when_the_model_has_no_usable_answer_and_what_that_cost_counts()
    {
        var given = await GivenAsync(_ => new() { Text = "known words", Steps = [Known] }, "no idea");

        Assert.Equal("known words", given.Text.Value);
        Assert.Equal(2, given.Usage.Calls);
    }

    [Fact]
    public async Task Known_steps_are_tried_before_somebody_higher_up_is_asked()
    {
        var given = await GivenAsync(_ => new() { Text = "known words", Steps = [Known] }, Advice("not mine", "higher_up", "design-fault"));

        Assert.Null(given.HigherUp);
        Assert.Equal("known words", given.Text.Value);
    }

    [Fact]
    public async Task Who_says_that_it_belongs_higher_up_is_believed_and_no_model_is_asked()
    {
        var model = Model(call => Say(IsAdvice(call) ? Advice("not asked") : Work("", done: false)));

        var run = await RunAsync(report => report.Level == Level.PeerConsultation ? Guidance.BelongsHigherUp("design-fault", Level.ArchitectureReview) : null, model);

        ClimbAssert.That(run).EscalatedBecause(Level.PeerConsultation, EscalationCause.Trigger, "design-fault").HasAttempts(Level.PeerConsultation, 0);
        Assert.DoesNotContain(model.Script.Calls, call => call.Contains("You are the coordinator."));
    }

    [Fact]
    public async Task Advisers_that_send_the_case_to_one_another_are_asked_once_each_and_it_ends()
    {
        var model = Model(call => Say(!IsAdvice(call) ? Work("", done: false)
            : call.Contains("You are the coordinator.") ? Advice("ask the architect", "higher_up", "design-fault")
            : Advice("ask the coordinator", "higher_up", "peer-consultation")));

        var run = await RunAsync(null, model);

        ClimbAssert.That(run).IsWaiting().Asked(Level.PeerConsultation, "coordinator").Asked(Level.ArchitectureReview, "architect").NeverWentDown()
            .HasAttempts(Level.PeerConsultation, 0).HasAttempts(Level.ArchitectureReview, 0);
        Assert.Equal(2, model.Script.Calls.Count(IsAdvice));
    }

    [Fact]
    public async Task Agents_whose_files_name_one_another_open_one_case_and_answer_once_each()
    {
        using var files = new Workspaces.TestFolder();
        foreach (var (name, other) in ((string, string)[])[("ping", "pong"), ("pong", "ping")])
        {
            files.Write($"{name}.md", $"---\nname: {name}\ndescription: x\nescalation:\n  version: 1\n  levels:\n    - {{ level: 1, attempts: 1 }}\n    - {{ level: 2, to: [{other}] }}\n    - {{ level: 3, to: [{other}] }}\n---\n\nYou are {name}.\n");
        }

        var model = Model(call => Say(IsAdvice(call) ? Advice("do it yourself") : Work("", done: false)));
        var catalog = AgentEscalation.Agents.AgentCatalog.Create([AgentEscalation.Agents.AgentRoot.FromDirectory(files.Root)], builtIn: false);
        var router = EscalationRouter.Create(o => o.Catalog(catalog).Verifier("", _ladder.Verifier).UseChat(c => c.Client("main", model)));

        var run = await router.RunAsync(AgentTask.Verify("ping", "make it 0", _ladder.Folder.Root), Token);

        ClimbAssert.That(run).IsWaiting().NeverWentDown().StayedWithinItsAttempts();
        Assert.Equal(["pong", "pong"], run.Events.OfType<ConsultEnded>().Select(consult => consult.Responder));
        Assert.Equal(1, router.Scorecard.ToScorecard().Total.Open);
    }

    private async Task<Guidance> GivenAsync(Func<CaseReport, Guidance?> first, string advice)
    {
        var model = Model(call => Say(IsAdvice(call) ? advice : Work("", done: false)));
        var run = await RunAsync(first, model);
        return run.Events.OfType<ConsultEnded>().First(consult => consult.Level == Level.PeerConsultation).Guidance!;
    }

    private ValueTask<RunResult> RunAsync(Func<CaseReport, Guidance?>? first, ScriptedChatClient model) =>
        _ladder.Router(model, more: o =>
        {
            if (first is not null)
            {
                o.Advisers(_ => new Adviser(first));
            }
        }).RunAsync(_ladder.Task, Token);
}
