using System.Collections.Immutable;
using System.Runtime.Versioning;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Tests.Workspaces;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Tests.Routing;

/// <summary>Real folders. The work writes a number into code.txt; the verifier wants 0, and its rank is the number.</summary>
[SupportedOSPlatform("linux")]
public sealed class WorkspaceRunTests : IDisposable
{
    private readonly TestFolder _folder = new(("code.txt", "9"), ("tests/test.txt", "wants 0"));
    private readonly List<string> _starts = [];
    private readonly JudgeOfNumbers _judge = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AgentTask Task => AgentTask.Verify("worker", "make it 0", _folder.Root);

    /// <summary>Writes one number after the other, noting what it found.</summary>
    private Specialist Writing(params string[] numbers)
    {
        var next = 0;
        return new((attempt, _) =>
        {
            _starts.Add(attempt.Workspace!.ReadText("code.txt")!);
            Assert.NotEqual(_folder.Root, attempt.Workspace.Folder);
            attempt.Workspace.Apply(new FileEdit.Write("code.txt", numbers[Math.Min(next++, numbers.Length - 1)]));
            return default;
        });
    }

    private EscalationRouter Router(ISpecialist specialist, Action<RouterBuilder>? more = null) => new Script(Verdict.Verified).Router(o =>
    {
        o.TimeProvider(TimeProvider.System).Specialist("worker", specialist).Verifier("", _judge);
        more?.Invoke(o);
    });

    [Fact]
    public async Task What_is_verified_is_written_to_the_folder_and_nothing_before()
    {
        var run = await Router(Writing("0"), null).RunAsync(Task, Token);
        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Equal("0", _folder.Read("code.txt"));
        Assert.Contains("-9", run.Diff);
        Assert.Contains("+0", run.Diff);
        Assert.Equal("code.txt", Assert.Single(run.Files).Path);
        Assert.All(_judge.Folders, folder => Assert.False(Directory.Exists(folder)));
    }

    [Fact]
    public async Task A_lower_rank_is_the_next_start_and_a_higher_one_goes_back_to_the_best()
    {
        var run = await Router(Writing("5", "7", "3", "0")).RunAsync(Task, Token);
        Assert.Equal(Outcome.Resolved(Level.ArchitectureReview), run.Outcome);
        Assert.Equal(["9", "5", "5", "3"], _starts);
        var attempts = run.Events.OfType<AttemptEnded>().ToList();
        Assert.Equal("5", Text(attempts[0].Files));
        Assert.True(attempts[1].Files.IsDefault);
        Assert.Equal("3", Text(attempts[2].Files));
        Assert.Equal("0", Text(attempts[3].Files));

        static string Text(ImmutableArray<CaseFile> files) => System.Text.Encoding.UTF8.GetString(Assert.Single(files).Content!.Value.Span);
    }

    [Fact]
    public async Task The_first_work_is_where_the_ladder_starts_from()
    {
        var run = await Router(Writing("12", "0")).RunAsync(Task with { Start = TaskStart.Work }, Token);
        Assert.True(run.IsVerified);
        Assert.Equal(["9", "12"], _starts);
    }

    [Fact]
    public async Task The_same_edits_with_the_same_error_end_the_level()
    {
        var policy = Script.Policy with { SelfRecovery = Script.Policy.SelfRecovery with { Attempts = 20 } };
        var run = await Router(Writing("15"), o => o.Policy(policy)).RunAsync(Task, Token);
        Assert.Equal(2, run.Events.OfType<AttemptStarted>().Count(attempt => attempt.Level == Level.SelfRecovery));
        Assert.Equal(EscalationCause.NoProgress, run.Events.OfType<Escalated>().First().Cause);
    }

    [Fact]
    public async Task Without_a_verified_end_the_folder_stays_and_the_best_patch_is_kept()
    {
        var before = TestFolder.Everything(_folder.Root);
        var router = Router(Writing("5", "7"));
        var run = await router.RunAsync(Task, Token);
        Assert.NotNull(run.Ticket);
        Assert.Contains("+5", run.Diff);
        Assert.Equal(before, TestFolder.Everything(_folder.Root));

        var stopped = await router.DecideAsync(run.Ticket, run.Ticket.Card.Stop(), Token);
        Assert.Equal(UnresolvedReason.Stopped, stopped.Outcome!.Value.Reason);
        Assert.Contains("+5", stopped.Diff);
        Assert.Equal(before, TestFolder.Everything(_folder.Root));
        Assert.All(_judge.Folders, folder => Assert.False(Directory.Exists(folder)));
    }

    [Fact]
    public async Task After_a_decision_it_goes_on_from_the_best_state()
    {
        var router = Router(Writing("5", "7", "8", "8", "0"));
        var run = await router.RunAsync(Task, Token);
        var decided = await router.DecideAsync(run.Ticket!, run.Ticket!.Card.Retry("make it 0"), Token);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), decided.Outcome);
        Assert.Equal("5", _starts[^1]);
        Assert.Equal("0", _folder.Read("code.txt"));
    }

    [Fact]
    public async Task Cancelling_leaves_the_folder_as_it_was()
    {
        using var caller = new CancellationTokenSource();
        var specialist = new Specialist(async (attempt, token) =>
        {
            attempt.Workspace!.Apply(new FileEdit.Write("code.txt", "1"));
            await caller.CancelAsync();
            await System.Threading.Tasks.Task.Delay(Timeout.Infinite, token);
            return default;
        });
        var run = await Router(specialist).RunAsync(Task, caller.Token);
        Assert.Equal(OutcomeKind.Cancelled, run.Outcome!.Value.Kind);
        Assert.Equal("9", _folder.Read("code.txt"));
    }

    [Fact]
    public async Task A_file_that_the_user_changed_meanwhile_is_theirs()
    {
        var inner = Writing("0");
        var specialist = new Specialist((attempt, token) =>
        {
            _folder.Write("code.txt", "mine");
            return inner.WorkAsync(attempt, token);
        });
        var run = await Router(specialist).RunAsync(Task, Token);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.WorkspaceChanged, Level.SelfRecovery), run.Outcome);
        Assert.Equal("mine", _folder.Read("code.txt"));
        Assert.Contains("code.txt", run.Detail);
        Assert.Contains("+0", run.Diff);
    }

    [Fact]
    public async Task An_agent_cannot_pass_by_editing_the_test_unless_the_task_says_so()
    {
        var cheat = new Specialist((attempt, _) =>
        {
            File.WriteAllText(Path.Combine(attempt.Workspace!.Folder, "tests", "test.txt"), "wants 9");
            return default;
        });
        var run = await Router(cheat).RunAsync(Task, Token);
        Assert.NotNull(run.Ticket);
        Assert.Empty(run.Diff);

        run = await Router(cheat).RunAsync(Task with { MayEdit = ["tests/**"] }, Token);
        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Equal("wants 9", _folder.Read("tests/test.txt"));
    }

    [Fact]
    public async Task Options_are_tried_in_copies_before_the_user_sees_them()
    {
        var steps = ImmutableArray.Create(new GuidanceStep("write", ImmutableDictionary<string, string>.Empty.Add("text", "0")));
        var bad = ImmutableArray.Create(new GuidanceStep("write", ImmutableDictionary<string, string>.Empty.Add("text", "4")));
        var trials = 0;
        var specialist = new Specialist((attempt, _) =>
        {
            trials += attempt.IsTrial ? 1 : 0;
            var step = attempt.Guidance?.Steps.FirstOrDefault();
            attempt.Workspace!.Apply(new FileEdit.Write("code.txt", step?.Arguments["text"] ?? "8"));
            return default;
        });
        var source = new Source((_, attempt) =>
        {
            Assert.Equal("8", attempt.Workspace!.ReadText("code.txt"));
            return [new DecisionOption { Title = "Write 4", Steps = bad }];
        });
        var architect = new Adviser(_ => Guidance.MajorDecision("both are possible", new DecisionOption { Title = "Write 0", Steps = steps }));
        var router = Router(specialist, o => o.Adviser("architect", architect).Options("", source));
        var run = await router.RunAsync(Task, Token);
        var options = run.Ticket!.Card.Options;
        Assert.Equal(["A", "B", "retry", "stop"], options.Select(option => option.Key));
        Assert.Equal((true, "1 of 1 checks pass; changes 1 line in 1 file"), (options[0].Verified, options[0].Consequence));
        Assert.Equal((false, "0 of 1 checks pass; changes 1 line in 1 file"), (options[1].Verified, options[1].Consequence));
        Assert.Equal(2, trials);
        Assert.Equal("9", _folder.Read("code.txt"));

        var decided = await router.DecideAsync(run.Ticket, run.Ticket.Card.Choose("A"), Token);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), decided.Outcome);
        Assert.Equal("0", _folder.Read("code.txt"));
        Assert.All(_judge.Folders, folder => Assert.False(Directory.Exists(folder)));
    }

    [Fact]
    public async Task Only_a_chosen_option_may_edit_what_belongs_to_the_verifier()
    {
        var specialist = new Specialist((attempt, _) =>
        {
            if (attempt.Guidance?.Steps.IsDefaultOrEmpty == false)
            {
                Assert.True(attempt.Workspace!.Apply(new FileEdit.Write("tests/test.txt", "wants 9")).Applied);
            }

            return default;
        });
        var option = new DecisionOption
        {
            Title = "The test is wrong: it should want 9",
            Steps = [new("accept", ImmutableDictionary<string, string>.Empty)],
            MayEdit = ["tests/test.txt"],
        };
        var router = Router(specialist, o => o.Adviser("architect", new Adviser(_ => Guidance.MajorDecision("ask", option))));
        var run = await router.RunAsync(Task, Token);
        Assert.True(run.Ticket!.Card.Options[0].Verified);
        Assert.Equal("wants 0", _folder.Read("tests/test.txt"));
        Assert.True((await router.DecideAsync(run.Ticket, run.Ticket.Card.Choose("A"), Token)).IsVerified);
        Assert.Equal("wants 9", _folder.Read("tests/test.txt"));
        Assert.Equal("9", _folder.Read("code.txt"));
    }

    [Fact]
    public async Task Not_more_than_four_options_are_tried()
    {
        var trials = 0;
        var specialist = new Specialist((attempt, _) => { trials += attempt.IsTrial ? 1 : 0; return default; });
        var steps = ImmutableArray.Create(new GuidanceStep("nothing", ImmutableDictionary<string, string>.Empty));
        var options = Enumerable.Range(0, 6).Select(i => new DecisionOption { Title = $"way {i}", Steps = steps }).ToImmutableArray();
        var run = await Router(specialist, o => o.Adviser("architect", new Adviser(_ => Guidance.MajorDecision("ask", options)))).RunAsync(Task, Token);
        Assert.Equal(4, trials);
        Assert.Equal(8, run.Ticket!.Card.Options.Length);
        Assert.Equal(4, run.Ticket.Card.Options.Count(option => option.Verified is false));
    }

    [Fact]
    public async Task An_abandoned_attempt_loses_its_copy_and_the_next_works_in_another()
    {
        var script = new Script(Verdict.Verified);
        var begun = new Gate();
        var stuck = new TaskCompletionSource<AttemptResult>();
        PrivateCopy? left = null;
        var specialist = new Specialist(async (attempt, _) =>
        {
            if (attempt.Level == Level.SelfRecovery)
            {
                left = attempt.Workspace;
                begun.Open();
                return await stuck.Task;
            }

            Assert.NotSame(left, attempt.Workspace);
            attempt.Workspace!.Apply(new FileEdit.Write("code.txt", "0"));
            return default;
        });
        var run = script.Router(o => o.Specialist("worker", specialist).Verifier("", _judge)).RunAsync(Task, Token).AsTask();
        await begun.OpenedAsync();
        script.Time.Advance(TimeSpan.FromMinutes(5));
        await script.Time.Grace.OpenedAsync();
        script.Time.Advance(Climb.Grace);

        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), (await run).Outcome);
        Assert.Throws<ObjectDisposedException>(() => left!.Apply(new FileEdit.Write("code.txt", "66")));
        Assert.False(Directory.Exists(left!.Folder));
        Assert.Equal("0", _folder.Read("code.txt"));
    }

    [Fact]
    public async Task A_named_folder_has_its_own_verifier()
    {
        var router = Router(Writing("0"), o => o.Workspace("numbers", _folder.Root, "numbers").Verifier("numbers", _judge).Verifier("", new Verifier(_ => default)));
        Assert.True((await router.RunAsync(Task with { Workspace = "numbers" }, Token)).IsVerified);
        Assert.Equal("0", _folder.Read("code.txt"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_stops_the_task_before_anything_runs()
    {
        var script = new Script(Verdict.Verified);
        var e = await Assert.ThrowsAsync<WorkspaceException>(async () =>
            await Router(Writing("0")).RunAsync(Task with { Workspace = Path.Combine(_folder.Root, "missing") }, Token));
        Assert.Contains("missing", e.Message);
        Assert.Empty(_starts);
        Assert.Equal(0, script.Works);
    }

    /// <summary>Wants code.txt to hold what tests/test.txt says; tests belong to it.</summary>
    private sealed class JudgeOfNumbers : IVerifier, IWorkspaceRules
    {
        public List<string> Folders { get; } = [];

        public WorkspaceOptions RulesFor(AgentTask task, WorkspaceOptions options) => options with { Protected = ["tests/**"] };

        public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken)
        {
            Folders.Add(attempt.Workspace!.Folder);
            var wanted = attempt.Workspace.ReadText("tests/test.txt")!.Split(' ')[1];
            var found = attempt.Workspace.ReadText("code.txt")!;
            return new(found == wanted
                ? Verdict.VerifiedWith("1 of 1 checks pass")
                : Verdict.Failed(new Failure
                {
                    Text = $"wanted {wanted}, found {found}",
                    Class = "test-failure",
                    Rank = long.Parse(found, System.Globalization.CultureInfo.InvariantCulture),
                    Summary = "0 of 1 checks pass",
                }));
        }
    }

    private sealed class Source(Func<CaseReport, Attempt, ImmutableArray<DecisionOption>> propose) : IOptionSource
    {
        public ValueTask<ImmutableArray<DecisionOption>> ProposeAsync(CaseReport report, Attempt attempt, CancellationToken cancellationToken) =>
            new(propose(report, attempt));
    }
}
