using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Tests.Routing;

public sealed class SlotTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_first_goes_first()
    {
        var slots = new AgentSlots(2);
        Assert.True(slots.TryEnter());
        Assert.True(await slots.EnterAsync(Token));
        Assert.False(slots.TryEnter());
        var waiting = Enumerable.Range(0, 5).Select(_ => slots.EnterAsync(Token).AsTask()).ToList();
        Assert.True(slots.Contended);
        for (var i = 0; i < 5; i++)
        {
            Assert.All(waiting[i..], turn => Assert.False(turn.IsCompleted));
            slots.Leave();
            Assert.True(await waiting[i]);
        }

        Assert.False(slots.Contended);
        slots.Leave();
        slots.Leave();
        Assert.True(slots.TryEnter());
    }

    [Fact]
    public async Task Who_stops_waiting_gets_no_slot_and_costs_none()
    {
        var slots = new AgentSlots(1);
        Assert.True(slots.TryEnter());
        using var stop = new CancellationTokenSource();
        var first = slots.EnterAsync(stop.Token).AsTask();
        var second = slots.EnterAsync(Token).AsTask();
        await stop.CancelAsync();
        Assert.False(await first);
        slots.Leave();
        Assert.True(await second);
        slots.Leave();
        Assert.True(slots.TryEnter());
    }

    [Fact]
    public async Task Never_more_cases_of_an_agent_climb_at_once_than_its_limit()
    {
        var router = new Script(Verdict.Verified).Router(o => o.Concurrency("worker", 3));
        int now = 0, most = 0;
        async ValueTask<int> Work(Attempt attempt, CancellationToken token)
        {
            var mine = Interlocked.Increment(ref now);
            InterlockedMax(ref most, mine);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return attempt.Number;
        }

        var runs = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
            await router.RunAsync(Script.Task, Work, (number, _) => new(number == 2 ? Verdict.Verified : Script.Bad()), Token))));
        Assert.All(runs, run => Assert.True(run.IsVerified));
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Between_two_levels_a_case_lets_those_that_wait_go_first()
    {
        var order = new List<string>();
        var router = new Script(Verdict.Verified).Router(o => o.Concurrency(1));
        var begun = new Gate();
        var release = new Gate();
        async ValueTask<string> Work(string name, Attempt attempt)
        {
            lock (order)
            {
                order.Add($"{name}{(int)attempt.Level}");
            }

            if (name == "a" && attempt.Level == Level.None)
            {
                begun.Open();
                await release.OpenedAsync();
            }

            return name + (int)attempt.Level;
        }

        ValueTask<Verdict> Verify(string value, CancellationToken token) => new(value is "a2" or "b0" ? Verdict.Verified : Script.Bad());
        var a = router.RunAsync(Script.Task, (attempt, _) => Work("a", attempt), Verify, Token).AsTask();
        await begun.OpenedAsync();
        var b = router.RunAsync(Script.Task, (attempt, _) => Work("b", attempt), Verify, Token).AsTask();
        release.Open();
        await Task.WhenAll(a, b);
        Assert.Equal(["a0", "a1", "a1", "b0", "a2"], order);
    }

    [Fact]
    public async Task Waiting_for_a_slot_is_not_part_of_the_levels_time_but_of_the_deadline()
    {
        var script = new Script(Script.Bad());
        var router = script.Router(o => o.Concurrency(1));
        var begun = new Gate();
        var release = new Gate();
        var holder = router.RunAsync(
            Script.Task,
            async (_, _) =>
            {
                begun.Open();
                await release.OpenedAsync();
                return 1;
            },
            (_, _) => new(Verdict.Verified),
            Token).AsTask();
        await begun.OpenedAsync();
        var queued = router.RunAsync(
            AgentTask.Failed("worker", "mend", new Failure { Text = "x" }), script.Work, (_, _) => new(Verdict.Verified), Token).AsTask();
        var late = router.RunAsync(
            Script.Task with { Deadline = TimeSpan.FromHours(1) }, script.Work, (_, _) => new(Verdict.Verified), Token).AsTask();
        script.Time.Advance(TimeSpan.FromHours(2));
        var over = await late;
        Assert.NotNull(over.Ticket);
        release.Open();
        Assert.Equal(Outcome.Completed, (await holder).Outcome);
        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), (await queued).Outcome);
    }

    [Fact]
    public async Task No_slot_is_held_while_a_person_is_waited_for()
    {
        var bad = new Script(Script.Bad());
        var router = bad.Router(o => o.Concurrency(1));
        var waiting = await router.RunAsync(Script.Task, bad.Work, bad.Verify, Token);
        Assert.NotNull(waiting.Ticket);
        Assert.True(new[] { await router.RunAsync(Script.Task, bad.Work, (_, _) => new(Verdict.Verified), Token) }.All(run => run.IsVerified));
    }

    [Fact]
    public async Task A_nested_task_works_in_the_slot_and_the_envelope_of_its_attempt()
    {
        var specialist = new Specialist((_, _) => new(new AttemptResult { Usage = new(InputTokens: 10) }));
        var router = new Script(Verdict.Verified).Router(o => o.Concurrency(1).Specialist("worker", specialist).Verifier("", new Verifier(_ => Verdict.Verified)));
        var run = await router.RunAsync(
            Script.Task,
            async (attempt, token) =>
            {
                var nested = await Task.WhenAll(
                    attempt.RunAsync(Script.Task, token).AsTask(), attempt.RunAsync(Script.Task, token).AsTask());
                Assert.All(nested, inner => Assert.Equal(Outcome.Completed, inner.Outcome));
                return nested.Length;
            },
            (_, _) => new(Verdict.Verified),
            Token);
        Assert.Equal(2, run.Value);
        Assert.Equal(20, run.Usage.Tokens);
    }

    [Fact]
    public async Task Nesting_is_at_most_3_deep()
    {
        var router = new Script(Verdict.Verified).Router();
        TaskRefusedException? refused = null;
        async ValueTask<int> Work(Attempt attempt, int depth, CancellationToken token)
        {
            try
            {
                return (await attempt.RunAsync(Script.Task, (inner, t) => Work(inner, depth + 1, t), (_, _) => new(Verdict.Verified), token)).Value;
            }
            catch (TaskRefusedException e)
            {
                refused = e;
                return depth;
            }
        }

        var run = await router.RunAsync(Script.Task, (attempt, t) => Work(attempt, 0, t), (_, _) => new(Verdict.Verified), Token);
        Assert.Equal(3, run.Value);
        Assert.Contains("3 deep", refused?.Message);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
