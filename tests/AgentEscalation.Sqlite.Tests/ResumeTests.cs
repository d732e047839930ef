using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Sqlite.Tests;

public sealed class ResumeTests
{
    private static readonly EscalationPolicy Alone = EscalationPolicy.Default with { SelfRecovery = EscalationPolicy.Default.SelfRecovery with { Attempts = 2 } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_interrupted_attempt_counts_and_the_case_goes_on_elsewhere()
    {
        await using var folder = new CaseFolder();
        await using (var gone = folder.Open())
        {
            await gone.AppendAsync(Some.Id(1), 0, (CaseEvent[])[Some.Opened(1, policy: Alone), Some.Started()], Token);
        }

        var worker = new Worker(Verdict.Verified);
        var result = await worker.Router(folder).ResumeAsync(Some.Id(1), Token);
        Assert.True(result!.IsVerified);
        Assert.Equal(
            [typeof(CaseOpened), typeof(AttemptStarted), typeof(Resumed), typeof(AttemptStarted), typeof(AttemptEnded), typeof(CaseClosed)],
            result.Events.Select(e => e.GetType()));
        Assert.Equal(2, ((AttemptStarted)result.Events[3]).Number);
        Assert.Null(await worker.Router(folder).ResumeAsync(Some.Id(1), Token));
    }

    [Fact]
    public async Task A_decision_that_came_from_elsewhere_is_acted_on_and_only_once()
    {
        await using var folder = new CaseFolder();
        var (worker, web) = (new Worker(Verdict.Verified), folder.Open());
        var (a, b) = (worker.Router(folder), worker.Router(folder));
        await web.AppendAsync(Some.Id(1), 0, Some.Waiting(1), Token);
        Assert.Null(await a.ResumeAsync(Some.Id(1), Token));
        await web.AppendAsync(Some.Id(1), 5, (CaseEvent[])[Some.Decision()], Token);
        var results = await Task.WhenAll(a.ResumeAsync(Some.Id(1), Token).AsTask(), b.ResumeAsync(Some.Id(1), Token).AsTask());
        Assert.Equal(Outcome.Resolved(Level.UserDecision), Assert.Single(results, r => r is not null)!.Outcome);
        Assert.Equal(["try a Cow"], worker.Told);
    }

    [Fact]
    public async Task A_card_that_expired_while_nobody_was_there_ends_as_the_policy_says()
    {
        await using var folder = new CaseFolder();
        await folder.Open().AppendAsync(Some.Id(1), 0, Some.Waiting(1, Some.Now + TimeSpan.FromHours(1)), Token);
        folder.Time.Advance(TimeSpan.FromHours(1));
        var result = await new Worker(Verdict.Verified).Router(folder).ResumeAsync(Some.Id(1), Token);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.Stopped, Level.UserDecision), result!.Outcome);
    }

    [Fact]
    public async Task A_case_whose_agent_is_not_registered_any_more_says_so()
    {
        await using var folder = new CaseFolder();
        await using (var gone = folder.Open())
        {
            await gone.AppendAsync(Some.Id(1), 0, (CaseEvent[])[Some.Opened(1)], Token);
            await gone.AppendAsync(Some.Id(2), 0, (CaseEvent[])[new CaseOpened(Some.Now, Some.Id(2), "rust-pro", "x", EscalationPolicy.Default, Some.Failure(), null, default, null, null) { ByFunctions = true }], Token);
        }

        var nobody = EscalationRouter.Create(o => o.Journal(folder.Open()));
        Assert.Null(await nobody.ResumeAsync(Some.Id(1), endsMissing: false, Token));
        Assert.Equal(UnresolvedReason.SpecialistMissing, (await nobody.ResumeAsync(Some.Id(1), Token))!.Outcome!.Value.Reason);

        // A worker of the same name is not the functions that began.
        var other = new Worker(Verdict.Verified);
        Assert.Equal(UnresolvedReason.SpecialistMissing, (await other.Router(folder).ResumeAsync(Some.Id(2), Token))!.Outcome!.Value.Reason);
        Assert.Empty(other.Told);
    }

    [Fact]
    public async Task Closing_the_host_leaves_the_case_open_and_free_while_cancelling_ends_it()
    {
        await using var folder = new CaseFolder();
        using var stopping = new CancellationTokenSource();
        using var caller = new CancellationTokenSource();
        var cancelled = await new Worker(Verdict.Verified) { Break = caller.Cancel }.Router(folder)
            .RunAsync(AgentTask.Failed("rust-pro", "fix it", Some.Failure()), caller.Token);
        Assert.Equal(OutcomeKind.Resolved, cancelled.Outcome!.Value.Kind);

        var worker = new Worker(Verdict.Failed(Some.Failure())) { Break = stopping.Cancel, Stopping = stopping.Token };
        var router = worker.Router(folder);
        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await router.RunAsync(AgentTask.Failed("rust-pro", "fix it", Some.Failure()), stopping.Token));
        await ((SqliteJournal)router.Journal).DisposeAsync();
        var id = await folder.Open().ToTakeUpAsync(Some.Now, 10, Token).SingleAsync(Token);

        // The interrupted attempt was the only one of its level.
        var resumed = await new Worker(Verdict.Verified).Router(folder).ResumeAsync(id, Token);
        Assert.Contains(resumed!.Events, e => e is Resumed);
        Assert.NotNull(resumed.Ticket);
    }

    [Fact]
    public async Task The_best_state_comes_back_and_is_applied_once_verified()
    {
        await using var folder = new CaseFolder();
        var root = Directory.CreateDirectory(folder.In("user")).FullName;
        await File.WriteAllTextAsync(Path.Combine(root, "a.txt"), "zero", Token);
        var step = 0;
        var worker = new Worker(Verdict.Failed(Some.Failure(rank: 5)), Verdict.Verified) { Edit = text => $"{text}+{++step}" };
        var first = await worker.Router(folder).RunAsync(
            AgentTask.Failed("rust-pro", "fix it", Some.Failure(rank: 9), root) with { MayEdit = ["none"], Verifier = "named" }, Token);
        var id = first.CaseId!.Value;
        Assert.Equal("zero", await File.ReadAllTextAsync(Path.Combine(root, "a.txt"), Token));
        Assert.Equal("zero+1", worker.Read[^1]);

        // The process that waited is gone; another one decides.
        var ticket = first.Ticket!;
        var result = await worker.Router(folder).DecideAsync(id, ticket.Card.Retry("go on"), Token);
        Assert.True(result.IsVerified);
        Assert.Equal("zero+1+2", await File.ReadAllTextAsync(Path.Combine(root, "a.txt"), Token));
        var opened = (CaseOpened)result.Events[0];
        Assert.Equal(("named", "none"), (opened.Verifier, Assert.Single(opened.MayEdit)));
    }

    [Fact]
    public async Task A_verified_state_is_not_written_over_what_the_user_did_meanwhile()
    {
        await using var folder = new CaseFolder();
        var root = Directory.CreateDirectory(folder.In("user")).FullName;
        var path = Path.Combine(root, "a.txt");
        await File.WriteAllTextAsync(path, "zero", Token);
        var files = new CaseFile("a.txt", "done"u8.ToArray()) { Original = Workspaces.ContentDigest.Of("zero"u8).ToString(), Mode = 0x1A4 };
        var opened = new CaseOpened(Some.Now, Some.Id(1), "rust-pro", "x", EscalationPolicy.Default, Some.Failure(), null, default, null, root);
        var ended = new AttemptEnded(
            Some.Now, Level.SelfRecovery, 1, Verdict.Verified, default, true, null, null, Usage.None, TimeSpan.Zero, [files]);
        await using (var gone = folder.Open())
        {
            await gone.AppendAsync(Some.Id(1), 0, (CaseEvent[])[opened, Some.Started(), ended], Token);
        }

        await File.WriteAllTextAsync(path, "mine", Token);
        var result = await new Worker(Verdict.Verified).Router(folder).ResumeAsync(Some.Id(1), Token);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.WorkspaceChanged, Level.SelfRecovery), result!.Outcome);
        Assert.Contains("a.txt", result.Detail);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, Token));
    }

    /// <summary>Works, answers verdicts by script, and knows what it was told.</summary>
    private sealed class Worker(params Verdict[] verdicts) : ISpecialist, IVerifier
    {
        private int _judged;

        public List<string> Told { get; } = [];

        public List<string> Read { get; } = [];

        public Action? Break { get; init; }

        public Func<string, string>? Edit { get; init; }

        public CancellationToken Stopping { get; init; }

        public EscalationRouter Router(CaseFolder folder) =>
            new RouterBuilder { Stopping = Stopping }.Policy(Alone with { SelfRecovery = Alone.SelfRecovery with { Attempts = 1 } }).Specialist("rust-pro", this).Verifier("", this).Verifier("named", this)
                .TimeProvider(folder.Time).Journal(folder.Open()).Build();

        public ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
        {
            Told.Add(attempt.Guidance?.Text.Value ?? "");
            if (Edit is { } edit)
            {
                var path = attempt.Workspace!.Resolve("a.txt");
                File.WriteAllText(path, edit(File.ReadAllText(path)));
            }

            return default;
        }

        public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken)
        {
            if (attempt.Workspace?.ReadText("a.txt") is { } text)
            {
                Read.Add(text);
            }

            Break?.Invoke();
            return new(verdicts[Math.Min(_judged++, verdicts.Length - 1)]);
        }
    }
}
