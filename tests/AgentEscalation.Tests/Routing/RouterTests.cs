#pragma warning disable xUnit1051 // What is cancelled, and when, is what these tests say themselves.
using System.Runtime.ExceptionServices;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Tests.Routing;

public sealed class RouterTests
{
    private static readonly Verdict Good = Verdict.Verified;
    private static readonly Verdict Bad = Script.Bad();

    [Fact]
    public async Task A_value_that_is_verified_at_once_opens_no_case()
    {
        var script = new Script(Good);
        var run = await script.RunAsync();
        Assert.Equal(Outcome.Completed, run.Outcome);
        Assert.Equal("value 1", run.Value);
        Assert.Null(run.CaseId);
        Assert.Empty(run.Events);
        Assert.Equal((Level.None, 0, null, null), Assert.Single(script.Seen));
    }

    [Fact]
    public async Task A_failure_opens_a_case_and_level_1_tries_again()
    {
        var script = new Script(Bad, Good);
        var run = await script.RunAsync();
        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Equal("value 2", run.Value);
        Assert.Equal([typeof(CaseOpened), typeof(AttemptStarted), typeof(AttemptEnded), typeof(CaseClosed)], run.Events.Select(e => e.GetType()));
        Assert.Equal((Level.SelfRecovery, 1, Bad.Failure, null), script.Seen[1]);
    }

    [Fact]
    public async Task Each_level_above_the_first_acts_on_its_own_answer()
    {
        var script = new Script(Bad, Bad, Bad, Bad, Good);
        var peer = new Adviser(report => Guidance.Of($"peer on {report.Attempts.Length}"));
        var architect = new Adviser(report => Guidance.Of($"architect on {report.Attempts.Length}"));
        var run = await script.RunAsync(o => o.Adviser("peer", peer).Adviser("architect", architect));
        Assert.Equal(Outcome.Resolved(Level.ArchitectureReview), run.Outcome);
        Assert.Equal("value 5", run.Value);
        Assert.Equal(
            [(0, null), (1, null), (1, null), (2, "peer on 2"), (3, "architect on 3")],
            script.Seen.Select(seen => ((int)seen.Level, seen.Guidance?.Text.Value)));
    }

    [Fact]
    public async Task A_case_that_nobody_resolves_waits_for_the_user_without_a_value()
    {
        var run = await new Script(Bad).RunAsync();
        Assert.Null(run.Outcome);
        Assert.NotNull(run.Ticket);
        Assert.Null(run.Value);
        Assert.False(run.TryGetValue(out _));
    }

    [Fact]
    public async Task The_callers_error_opens_the_case_at_once()
    {
        var script = new Script(Good);
        var failure = new Failure { Text = "E0502", Class = "borrow-checker" };
        var run = await script.RunAsync(task: AgentTask.Failed("worker", "mend it", failure));
        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Equal((Level.SelfRecovery, 1, failure, null), Assert.Single(script.Seen));
    }

    [Fact]
    public async Task An_exception_from_work_is_a_failure_of_its_type()
    {
        var script = new Script(Good);
        var works = 0;
        var run = await script.Router().RunAsync(
            Script.Task, (_, _) => works++ == 0 ? throw new FormatException("no digits") : new ValueTask<int>(7), (_, _) => new(Good));
        Assert.Equal(7, run.Value);
        var opened = Assert.IsType<CaseOpened>(run.Events[0]);
        Assert.Equal("FormatException", opened.Failure.Class);
        Assert.Contains("no digits", opened.Failure.Text.Value);
    }

    [Fact]
    public async Task An_exception_that_comes_later_is_a_failure_too()
    {
        var works = 0;
        var run = await new Script(Good).Router().RunAsync(
            Script.Task,
            async (_, _) =>
            {
                await Task.Yield();
                return works++ == 0 ? throw new OperationCanceledException("somebody else's token") : 7;
            },
            (_, _) => new(Good));
        Assert.Equal(7, run.Value);
        Assert.Equal("OperationCanceledException", Assert.IsType<CaseOpened>(run.Events[0]).Failure.Class);
    }

    [Fact]
    public async Task A_verifier_that_can_say_nothing_is_asked_once_more()
    {
        var script = new Script(Verdict.Unverifiable("no linker"), Good);
        var run = await script.RunAsync();
        Assert.Equal(Outcome.Completed, run.Outcome);
        Assert.Equal((1, 2), (script.Works, script.Verifications));
    }

    [Fact]
    public async Task A_verifier_that_throws_twice_ends_the_task_unverifiable()
    {
        var asked = 0;
        var run = await new Script(Good).Router().RunAsync(
            Script.Task, (_, _) => new ValueTask<int>(7), (_, _) => ++asked > 0 ? throw new IOException("no linker") : default);
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.Unverifiable, Level.None), run.Outcome);
        Assert.Equal(2, asked);
        Assert.Equal(0, run.Value);
        Assert.Contains("no linker", run.Detail);
    }

    [Fact]
    public async Task Within_a_case_the_second_verification_costs_no_attempt()
    {
        var script = new Script(Bad, Verdict.Unverifiable("no linker"), Bad, Good);
        var run = await script.RunAsync();
        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        Assert.Equal((3, 4), (script.Works, script.Verifications));

        script = new Script(Bad, Verdict.Unverifiable("no linker"));
        run = await script.RunAsync();
        Assert.Equal(Outcome.Unresolved(UnresolvedReason.Unverifiable, Level.SelfRecovery), run.Outcome);
        Assert.Equal((2, 3), (script.Works, script.Verifications));
        Assert.Equal("no linker", run.Detail);
    }

    [Fact]
    public async Task Responders_are_asked_in_order_until_one_answers()
    {
        var policy = Script.Policy with { PeerConsultation = Script.Policy.PeerConsultation with { To = ["nobody", "thrower", "silent", "peer", "late"] } };
        var late = new Adviser(_ => null);
        var run = await new Script(Bad, Bad, Bad, Good).RunAsync(o => o.Policy(policy)
            .Adviser("thrower", new Adviser(_ => throw new TimeoutException("line is down"))).Adviser("silent", new Adviser(_ => null)).Adviser("late", late));
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), run.Outcome);
        var consults = run.Events.OfType<ConsultEnded>().ToList();
        Assert.Equal(["nobody", "thrower", "silent", "peer"], consults.Select(c => c.Responder));
        Assert.Contains("Register", consults[0].Fault);
        Assert.Contains("line is down", consults[1].Fault);
        Assert.NotNull(consults[2].Fault);
        Assert.Equal(Script.Advice, consults[3].Guidance);
        Assert.Equal(0, late.Asked);
    }

    [Fact]
    public async Task A_function_answers_at_a_level_after_those_that_the_agent_names()
    {
        var run = await new Script(Bad, Bad, Bad, Good).RunAsync(o => o.Policy(EscalationPolicy.Default)
            .Adviser(Level.PeerConsultation, (_, _) => new(Guidance.Of("by function"))));
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), run.Outcome);
        Assert.Equal("peer-consultation", run.Events.OfType<ConsultEnded>().Single().Responder);
    }

    [Fact]
    public async Task Higher_up_and_triggers_skip_levels_and_cost_no_attempt()
    {
        var triggered = Script.Policy with
        {
            ArchitectureReview = Script.Policy.ArchitectureReview with { Triggers = [new("complex-design", "Complex design")] },
        };
        var run = await new Script(Bad, Bad, Bad, Good).RunAsync(o => o.Policy(triggered)
            .Adviser("peer", new Adviser(_ => Guidance.BelongsHigherUp("complex-design"))));
        Assert.Equal(Outcome.Resolved(Level.ArchitectureReview), run.Outcome);
        Assert.Equal(EscalationCause.Trigger, run.Events.OfType<Escalated>().Last().Cause);
        Assert.DoesNotContain(run.Events.OfType<AttemptStarted>(), attempt => attempt.Level == Level.PeerConsultation);

        run = await new Script(Bad).RunAsync(o => o.Adviser("peer", new Adviser(_ => Guidance.MajorDecision("the public API changes"))));
        Assert.NotNull(run.Ticket);
        Assert.Equal(EscalationCause.MajorDecision, run.Events.OfType<Escalated>().Last().Cause);
    }

    [Fact]
    public async Task The_specialist_itself_can_say_that_it_belongs_higher_up()
    {
        var works = 0;
        var specialist = new Specialist((_, _) => new(new AttemptResult { HigherUp = ++works == 2 ? Level.ArchitectureReview : null, GaveUp = works == 2 }));
        var verifier = new Verifier(_ => works == 3 ? Good : Bad);
        var run = await new Script(Good).Router(o => o.Specialist("worker", specialist).Verifier("", verifier)).RunAsync(Script.Task);
        Assert.Equal(Outcome.Resolved(Level.ArchitectureReview), run.Outcome);
        Assert.False(run.Events.OfType<AttemptEnded>().First().Claimed);
        Assert.True(run.Events.OfType<AttemptEnded>().Last().Claimed);
    }

    [Fact]
    public async Task The_same_error_after_the_same_approach_ends_the_level()
    {
        var policy = Script.Policy with { SelfRecovery = Script.Policy.SelfRecovery with { Attempts = 20 } };
        var works = 0;
        var specialist = new Specialist((attempt, _) => new(new AttemptResult { Approach = new(attempt.Level == Level.SelfRecovery ? 5u : (ulong)++works) }));
        var run = await new Script(Good).Router(o => o.Policy(policy).Specialist("worker", specialist).Verifier("", new Verifier(_ => Bad))).RunAsync(Script.Task);
        Assert.Equal(2, run.Events.OfType<AttemptStarted>().Count(attempt => attempt.Level == Level.SelfRecovery));
        Assert.Equal(EscalationCause.NoProgress, run.Events.OfType<Escalated>().First().Cause);
    }

    [Fact]
    public async Task The_envelope_counts_what_all_attempts_use_the_first_included()
    {
        var script = new Script(Bad);
        var works = 0;
        var specialist = new Specialist((_, _) => { works++; return new(new AttemptResult { Usage = new(InputTokens: 60, OutputTokens: 40, Calls: 1) }); });
        var task = Script.Task with { Envelope = new() { Tokens = 250 } };
        var run = await script.Router(o => o.Specialist("worker", specialist).Verifier("", new Verifier(_ => Bad))).RunAsync(task);
        Assert.Equal(3, works);
        Assert.Equal(300, run.Usage.Tokens);
        Assert.Equal(EscalationCause.Budget, Assert.Single(run.Events.OfType<Escalated>()).Cause);
        Assert.NotNull(run.Ticket);
    }

    [Fact]
    public async Task Secrets_are_gone_before_they_become_part_of_the_case()
    {
        const string Secret = "ghp_0123456789abcdefghij0123456789abcdef";
        string? last = null;
        string? seen = null;
        var run = await new Script(Good).Router(o => o
                .Adviser("peer", new Adviser(report => { seen = report.Error.Value + report.Task; return Guidance.Of("use " + Secret); })))
            .RunAsync(
                Script.Task with { Text = "log in with " + Secret },
                (attempt, _) => { last = attempt.Last?.Text.Value ?? last; return new ValueTask<int>(attempt.Level == Level.PeerConsultation ? 1 : 0); },
                (value, _) => new(value == 1 ? Good : Verdict.Failed("refused: " + Secret)));
        Assert.True(run.IsVerified);
        Assert.Contains(Redactor.Replacement, last);
        Assert.DoesNotContain(Secret, seen);
        Assert.All(run.Events, e => Assert.DoesNotContain(Secret, CaseJson.WriteLine(e)));
    }

    [Fact]
    public async Task Texts_are_cut_to_size()
    {
        var run = await new Script(Verdict.Failed(new string('x', 1_000_000)), Good).RunAsync();
        Assert.InRange(Assert.IsType<CaseOpened>(run.Events[0]).Failure.Text.Value!.Length, 60_000, 70_000);
    }

    [Fact]
    public async Task An_attempt_cannot_be_read_after_its_run()
    {
        var script = new Script(Good);
        await script.RunAsync();
        var e = Assert.Throws<InvalidOperationException>(() => script.Attempts[0].Task);
        Assert.Contains("ended", e.Message);
    }

    [Fact]
    public async Task The_events_of_a_result_stay_as_they_are_while_other_runs_go_on()
    {
        var script = new Script(Bad, Bad, Bad, Good);
        var router = script.Router();
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, default);
        var kinds = run.Events.Select(e => e.GetType()).ToList();
        for (var i = 0; i < 10; i++)
        {
            await router.RunAsync(Script.Task, new Script(Bad).Work, new Script(Bad).Verify, default);
        }

        Assert.Equal(kinds, run.Events.Select(e => e.GetType()));
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), CaseState.From(run.Events.AsSpan()).Outcome);
    }

    [Fact]
    public async Task What_cannot_start_is_refused_with_what_to_do()
    {
        var router = new Script(Good).Router();
        Assert.Contains("Register a specialist", (await Assert.ThrowsAsync<TaskRefusedException>(async () => await router.RunAsync(Script.Task))).Message);
        router = new Script(Good).Router(o => o.Specialist("worker", new Specialist((_, _) => default)));
        Assert.Contains("Register a verifier", (await Assert.ThrowsAsync<TaskRefusedException>(async () => await router.RunAsync(Script.Task))).Message);
        Assert.Contains("'lint'", (await Assert.ThrowsAsync<TaskRefusedException>(async () => await router.RunAsync(Script.Task with { Verifier = "lint" }))).Message);
        await Assert.ThrowsAsync<TaskRefusedException>(async () => await router.RunAsync(Script.Task with { Start = TaskStart.Failed }));
        await Assert.ThrowsAsync<TaskRefusedException>(async () => await router.RunAsync(Script.Task with { Key = new('k', 257) }));
        await Assert.ThrowsAsync<TaskRefusedException>(async () => await router.RunAsync(Script.Task with { Agent = " " }));
        await Assert.ThrowsAsync<TaskRefusedException>(async () =>
            await router.RunAsync(Script.Task with { Start = TaskStart.Verify }, (_, _) => new ValueTask<int>(1), (_, _) => new(Good)));
    }

    [Fact]
    public async Task The_failure_path_throws_nothing_of_its_own_and_ends_synchronously()
    {
        var thrown = 0;
        var thread = Environment.CurrentManagedThreadId;
        void Count(object? sender, FirstChanceExceptionEventArgs e) => thrown += Environment.CurrentManagedThreadId == thread ? 1 : 0;
        var script = new Script(Bad, Bad, Bad, Bad, Good);
        var router = script.Router(o => o.TimeProvider(TimeProvider.System));
        AppDomain.CurrentDomain.FirstChanceException += Count;
        try
        {
            var run = router.RunAsync(Script.Task, script.Work, script.Verify, TestContext.Current.CancellationToken).AsTask();
            Assert.True(run.IsCompletedSuccessfully);
            Assert.Equal(Outcome.Resolved(Level.ArchitectureReview), (await run).Outcome);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        }

        Assert.Equal(0, thrown);
    }
}

/// <summary>A specialist by function.</summary>
internal sealed class Specialist(Func<Attempt, CancellationToken, ValueTask<AttemptResult>> work) : ISpecialist
{
    public ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken) => work(attempt, cancellationToken);
}

/// <summary>A verifier by function.</summary>
internal sealed class Verifier(Func<Attempt, CancellationToken, ValueTask<Verdict>> judge) : IVerifier
{
    public Verifier(Func<Attempt, Verdict> judge)
        : this((attempt, _) => new(judge(attempt)))
    {
    }

    public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken) => judge(attempt, cancellationToken);
}
