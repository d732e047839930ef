using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Tests.Routing;

public sealed class KeyTests
{
    private static readonly AgentTask Keyed = Script.Task with { Key = "order 66" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_starts_nothing_twice()
    {
        var script = new Script(Script.Bad(), Verdict.Verified);
        var router = script.Router();
        var first = await router.RunAsync(Keyed, script.Work, script.Verify, Token);
        var second = await router.RunAsync(Keyed, script.Work, script.Verify, Token);
        Assert.Equal("value 2", second.Value);
        Assert.Same(first, second);
        Assert.Equal(2, script.Works);
        Assert.True((await router.RunAsync(Keyed with { Key = "another" }, script.Work, script.Verify, Token)).IsVerified);
        Assert.Equal(3, script.Works);
    }

    [Fact]
    public async Task Who_comes_while_it_runs_gets_the_same_result()
    {
        var begun = new Gate();
        var release = new Gate();
        var works = 0;
        async ValueTask<int> Work(Attempt attempt, CancellationToken token)
        {
            begun.Open();
            await release.OpenedAsync();
            return ++works;
        }

        var router = new Script(Verdict.Verified).Router();
        var first = router.RunAsync(Keyed, Work, (_, _) => new(Verdict.Verified), Token).AsTask();
        await begun.OpenedAsync();
        var second = router.RunAsync(Keyed, Work, (_, _) => new(Verdict.Verified), Token).AsTask();
        using var impatient = new CancellationTokenSource();
        var third = router.RunAsync(Keyed, Work, (_, _) => new(Verdict.Verified), impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        release.Open();
        Assert.Same(await first, await second);
        Assert.Equal(1, works);
    }

    [Fact]
    public async Task A_key_gives_the_same_case_everywhere_and_others_differ()
    {
        var ids = new HashSet<CaseId>();
        foreach (var key in new[] { Keyed.Key, Keyed.Key, "other", null, null })
        {
            var script = new Script(Script.Bad(), Verdict.Verified);
            ids.Add((await script.RunAsync(task: Keyed with { Key = key }, token: Token)).CaseId!.Value);
        }

        Assert.Equal(4, ids.Count);
        Assert.Contains(IdSource.Of("order 66"), ids);
    }

    [Fact]
    public async Task After_a_decision_the_key_has_the_new_result()
    {
        var script = new Script(Script.Bad(), Script.Bad(), Script.Bad(), Script.Bad(), Script.Bad(), Verdict.Verified);
        var router = script.Router();
        var run = await router.RunAsync(Keyed, script.Work, script.Verify, Token);
        Assert.Same(run, await router.RunAsync(Keyed, script.Work, script.Verify, Token));
        await router.DecideAsync(run.Ticket!, run.Ticket!.Card.Retry("go"), Token);
        var after = await router.RunAsync(Keyed, script.Work, script.Verify, Token);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), after.Outcome);
        Assert.Equal("value 6", after.Value);
        Assert.Equal(6, script.Works);
    }

    [Fact]
    public async Task Another_kind_of_value_under_the_same_key_is_refused()
    {
        var script = new Script(Verdict.Verified);
        var router = script.Router();
        await router.RunAsync(Keyed, script.Work, script.Verify, Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await router.RunAsync(Keyed, (_, _) => new ValueTask<int>(1), (_, _) => new(Verdict.Verified), Token));
    }

    [Fact]
    public async Task A_run_that_could_not_start_leaves_its_key_free()
    {
        var router = new Script(Verdict.Verified).Router(o => o
            .Specialist("worker", new Specialist((_, _) => default)).Verifier("", new Verifier(_ => Verdict.Verified)));
        var missing = Path.Combine(Path.GetTempPath(), "no such folder");
        await Assert.ThrowsAsync<AgentEscalation.Workspaces.WorkspaceException>(async () => await router.RunAsync(Keyed with { Workspace = missing }, Token));
        Assert.Equal(Outcome.Completed, (await router.RunAsync(Keyed, Token)).Outcome);
    }

    [Fact]
    public async Task Only_so_many_ended_runs_are_kept()
    {
        var runs = new KeyedRuns(endedKept: 2);
        var result = await new Script(Verdict.Verified).RunAsync(token: Token);
        foreach (var key in new[] { "a", "b", "c" })
        {
            Assert.True(runs.Claim(key, out _));
            runs.End(key, result);
        }

        Assert.True(runs.Claim("a", out _));
        Assert.False(runs.Claim("c", out _));
    }

    [Fact]
    public void Ids_are_distinct_and_written_as_32_digits()
    {
        var source = new IdSource(1, 2);
        var ids = Enumerable.Range(0, 10_000).Select(_ => source.Next()).ToHashSet();
        Assert.Equal(10_000, ids.Count);
        Assert.All(ids.Take(10), id => Assert.Matches("^[0-9a-f]{32}$", id.ToString()));
        Assert.Equal(new IdSource(1, 2).Next(), new IdSource(1, 2).Next());
        Assert.NotEqual(IdSource.Random().Next(), IdSource.Random().Next());
    }
}
