#pragma warning disable xUnit1051 // What is cancelled, and when, is what these tests say themselves.
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Tests.Routing;

public sealed class TimeTests
{
    private readonly WatchedTime _time = new();
    private readonly Gate _begun = new();

    private static Task Forever(CancellationToken token) => Task.Delay(Timeout.Infinite, token);

    private EscalationRouter Router(Action<RouterBuilder>? more = null) => EscalationRouter.Create(o =>
    {
        o.Policy(Script.Policy).TimeProvider(_time)
            .Adviser("peer", new Adviser(_ => Script.Advice)).Adviser("architect", new Adviser(_ => Script.Advice));
        more?.Invoke(o);
    });

    [Fact]
    public async Task A_levels_time_ends_the_attempt_and_the_level()
    {
        var works = 0;
        var run = Router().RunAsync(
            Script.Task,
            async (attempt, token) =>
            {
                if (attempt.Level == Level.SelfRecovery)
                {
                    Assert.Equal(TimeSpan.FromMinutes(5), attempt.TimeLeft);
                    _begun.Open();
                    await Forever(token);
                }

                return ++works;
            },
            (value, _) => new(value == 2 ? Verdict.Verified : Script.Bad())).AsTask();
        await _begun.OpenedAsync();
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(run.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        var result = await run;
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), result.Outcome);
        Assert.Equal(EscalationCause.LevelTime, result.Events.OfType<Escalated>().First().Cause);
        var cut = result.Events.OfType<AttemptEnded>().First();
        Assert.Equal(TimeSpan.FromMinutes(5), cut.Elapsed);
        Assert.False(cut.Claimed);
        Assert.Contains("time was over", cut.Verdict.Failure!.Text.Value);
        Assert.Equal("borrow-checker", cut.Verdict.Failure.Class);
    }

    [Fact]
    public async Task The_time_of_a_level_is_shared_by_its_attempts()
    {
        var run = Router().RunAsync(
            Script.Task,
            async (attempt, token) =>
            {
                if (attempt is { Level: Level.SelfRecovery, Number: 2 })
                {
                    Assert.Equal(TimeSpan.FromMinutes(1), attempt.TimeLeft);
                    _begun.Open();
                    await Forever(token);
                }

                return attempt.Level;
            },
            (level, _) =>
            {
                _time.Advance(TimeSpan.FromMinutes(level == Level.SelfRecovery ? 4 : 0));
                return new(level == Level.PeerConsultation ? Verdict.Verified : Script.Bad());
            }).AsTask();
        await _begun.OpenedAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), (await run).Outcome);
    }

    [Fact]
    public async Task A_verifier_that_hangs_is_cut_by_the_levels_time()
    {
        var run = Router().RunAsync(
            Script.Task,
            (attempt, _) => new ValueTask<Level>(attempt.Level),
            async (level, token) =>
            {
                if (level == Level.SelfRecovery)
                {
                    _begun.Open();
                    await Forever(token);
                }

                return level == Level.PeerConsultation ? Verdict.Verified : Script.Bad();
            }).AsTask();
        await _begun.OpenedAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), (await run).Outcome);
    }

    [Fact]
    public async Task A_verdict_that_comes_with_the_end_of_the_time_counts()
    {
        var run = await Router().RunAsync(
            Script.Task with { Deadline = TimeSpan.FromMinutes(5) },
            (attempt, _) => new ValueTask<Level>(attempt.Level),
            (level, _) =>
            {
                _time.Advance(level == Level.SelfRecovery ? TimeSpan.FromMinutes(5) : TimeSpan.Zero);
                return new(level == Level.SelfRecovery ? Verdict.Verified : Script.Bad());
            });
        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
    }

    [Fact]
    public async Task A_verdict_beats_a_cancellation_at_the_same_time_and_a_failure_does_not()
    {
        foreach (var verdict in new[] { Verdict.Verified, Script.Bad() })
        {
            using var caller = new CancellationTokenSource();
            var run = await Router().RunAsync(
                Script.Task,
                (_, _) => new ValueTask<int>(7),
                (_, _) =>
                {
                    caller.Cancel();
                    return new(verdict);
                },
                caller.Token);
            Assert.Equal(verdict.IsVerified ? Outcome.Completed : Outcome.Cancelled(Level.None), run.Outcome);
        }
    }

    [Fact]
    public async Task The_first_work_has_the_tasks_deadline()
    {
        var run = Router().RunAsync<int>(
            Script.Task with { Deadline = TimeSpan.FromMinutes(1) },
            async (_, token) =>
            {
                _begun.Open();
                await Forever(token);
                return 0;
            },
            (_, _) => new(Verdict.Verified)).AsTask();
        await _begun.OpenedAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        var result = await run;
        Assert.NotNull(result.Ticket);
        Assert.Equal(EscalationCause.Deadline, Assert.Single(result.Events.OfType<Escalated>()).Cause);
    }

    [Fact]
    public async Task The_deadline_leads_to_the_user_from_any_level()
    {
        var run = Router(o => o.Adviser("peer", new Adviser(async (_, token) =>
        {
            _begun.Open();
            await Forever(token);
            return null;
        }))).RunAsync(Script.Task with { Deadline = TimeSpan.FromMinutes(3) }, (_, _) => new ValueTask<int>(7), (_, _) => new(Script.Bad())).AsTask();
        await _begun.OpenedAsync();
        _time.Advance(TimeSpan.FromMinutes(3));
        var result = await run;
        Assert.NotNull(result.Ticket);
        Assert.Equal((Level.PeerConsultation, EscalationCause.Deadline), (result.Events.OfType<Escalated>().Last().From, result.Events.OfType<Escalated>().Last().Cause));
        Assert.Contains("in time", result.Events.OfType<ConsultEnded>().Single().Fault);
    }

    [Fact]
    public async Task A_silent_responder_leaves_time_to_the_next()
    {
        var policy = Script.Policy with { PeerConsultation = Script.Policy.PeerConsultation with { To = ["silent", "peer"] } };
        var run = Router(o => o.Policy(policy).Adviser("silent", new Adviser(async (_, token) =>
        {
            _begun.Open();
            await Forever(token);
            return null;
        }))).RunAsync(Script.Task, (attempt, _) => new ValueTask<Level>(attempt.Level), (level, _) => new(level == Level.PeerConsultation ? Verdict.Verified : Script.Bad())).AsTask();
        await _begun.OpenedAsync();
        _time.Advance(TimeSpan.FromMinutes(10) / 3);
        var result = await run;
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), result.Outcome);
        Assert.Equal(["silent", "peer"], result.Events.OfType<ConsultEnded>().Select(c => c.Responder));
    }

    public static TheoryData<string> Phases => ["work", "verify", "level work", "level verify", "consult", "desk"];

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Cancellation_in_any_phase_is_an_outcome_and_never_escalates(string phase)
    {
        using var caller = new CancellationTokenSource();
        async ValueTask StopIn(bool here, CancellationToken token)
        {
            if (here)
            {
                await Task.Yield();
                await caller.CancelAsync();
                await Forever(token);
            }
        }

        var router = Router(o => o
            .Adviser("peer", new Adviser(async (_, token) =>
            {
                await StopIn(phase == "consult", token);
                return null;
            }))
            .Desk(new Desk(async (_, token) =>
            {
                await StopIn(phase == "desk", token);
                return null;
            }), Timeout.InfiniteTimeSpan));
        var run = await router.RunAsync(
            Script.Task,
            async (attempt, token) =>
            {
                await StopIn(phase == "work" || (phase == "level work" && attempt.Level == Level.SelfRecovery), token);
                return attempt.Level;
            },
            async (level, token) =>
            {
                await StopIn(phase == "verify" || (phase == "level verify" && level == Level.SelfRecovery), token);
                return Script.Bad();
            },
            caller.Token);
        var level = phase switch { "work" or "verify" => Level.None, "consult" => Level.PeerConsultation, "desk" => Level.UserDecision, _ => Level.SelfRecovery };
        Assert.Equal(Outcome.Cancelled(level), run.Outcome);
        Assert.Equal(level > Level.SelfRecovery, run.Events.OfType<Escalated>().Any());
        if (level > Level.None)
        {
            Assert.IsType<CaseClosed>(run.Events[^1]);
        }
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_starts_nothing()
    {
        var script = new Script(Verdict.Verified);
        var run = await script.RunAsync(token: new CancellationToken(true));
        Assert.Equal(Outcome.Cancelled(Level.None), run.Outcome);
        Assert.Equal(0, script.Works);
    }

    [Fact]
    public async Task An_attempt_that_ignores_its_token_is_abandoned_after_5_seconds_and_its_value_never_comes_back()
    {
        var stuck = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = _begun;
        var run = Router().RunAsync(
            Script.Task,
            async (attempt, _) =>
            {
                if (attempt.Level != Level.SelfRecovery)
                {
                    return attempt.Level == Level.None ? "first" : "second";
                }

                begun.Open();
                return await stuck.Task;
            },
            (value, _) =>
            {
                // The abandoned work comes back while the second value is judged.
                if (value == "second")
                {
                    stuck.SetResult("late");
                }

                return new(value == "second" ? Verdict.Verified : Script.Bad());
            }).AsTask();
        await begun.OpenedAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        await _time.Grace.OpenedAsync();
        _time.Advance(Climb.Grace - TimeSpan.FromTicks(1));
        Assert.False(run.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        var result = await run;
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), result.Outcome);
        Assert.Equal("second", result.Value);
    }

    [Fact]
    public async Task Time_that_the_host_was_down_or_a_person_thought_is_nobodys()
    {
        var router = Router();
        var script = new Script(Script.Bad());
        var run = await router.RunAsync(Script.Task with { Deadline = TimeSpan.FromHours(1) }, script.Work, script.Verify, default);
        _time.Advance(TimeSpan.FromDays(2));
        var good = new Script(Verdict.Verified);
        Assert.NotNull(run.Ticket);
        var decided = await router.DecideAsync<string>(run.Ticket, run.Ticket.Card.Retry("once more"), TestContext.Current.CancellationToken);
        Assert.NotNull(decided.Ticket);
        Assert.Equal((Level.UserDecision, 1), (script.Seen[^1].Level, script.Seen[^1].Number));
        Assert.Equal(TimeSpan.FromMinutes(15), Script.Policy.UserDecision.Timeout);
    }

    [Fact]
    public async Task Expected_time_beyond_the_deadline_leads_to_the_user()
    {
        var router = Router();
        var slow = 0;
        ValueTask<Verdict> Verify(Level level, CancellationToken token)
        {
            _time.Advance(level == Level.None ? TimeSpan.Zero : TimeSpan.FromMinutes(2));
            return new(slow++ == 1 ? Verdict.Verified : Script.Bad());
        }

        await router.RunAsync(Script.Task, (attempt, _) => new ValueTask<Level>(attempt.Level), Verify);
        slow = 5;
        var run = await router.RunAsync(Script.Task with { Deadline = TimeSpan.FromMinutes(1) }, (attempt, _) => new ValueTask<Level>(attempt.Level), Verify);
        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<CaseOpened>(run.Events[0]).ExpectedAttempt);
        Assert.Empty(run.Events.OfType<AttemptStarted>());
        Assert.NotNull(run.Ticket);
    }
}

/// <summary>Opened once; whoever waits for it goes on.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _opened.TrySetResult();

    public Task OpenedAsync() => _opened.Task.WaitAsync(TestContext.Current.CancellationToken);
}

/// <summary>A desk by function.</summary>
internal sealed class Desk(Func<DecisionCard, CancellationToken, ValueTask<Decision?>> ask) : AgentEscalation.Decisions.IDecisionDesk
{
    public int Asked { get; private set; }

    public ValueTask<Decision?> AskAsync(DecisionCard card, CancellationToken cancellationToken)
    {
        Asked++;
        return ask(card, cancellationToken);
    }
}
