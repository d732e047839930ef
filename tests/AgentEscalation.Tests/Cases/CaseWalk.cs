using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Cases;

/// <summary>Drives a case as a host would: asks the ladder, appends what the test says happened.</summary>
internal sealed class CaseWalk
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private CaseState _state;

    public CaseWalk(EscalationPolicy? policy = null, Failure? failure = null, TimeSpan? deadline = null, TimeSpan expected = default)
    {
        Policy = policy ?? TestPolicies.Staffed;
        Append(new CaseOpened(
            Now, new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), "rust-pro", "make it compile", Policy, failure ?? Failures.Borrow(), Start + deadline, expected, null, null));
    }

    public List<CaseEvent> Events { get; } = [];

    public EscalationPolicy Policy { get; }

    public DateTimeOffset Now { get; set; } = Start;

    public ref readonly CaseState State => ref _state;

    public LadderStep Next => Ladder.Next(_state, Policy, Now);

    public CaseWalk Append(CaseEvent e)
    {
        Assert.True(_state.Apply(e), $"{e.GetType().Name} changed nothing");
        Events.Add(e);
        return this;
    }

    public CaseWalk StartAttempt()
    {
        var step = Next;
        Assert.True(step.Kind is LadderStepKind.Attempt or LadderStepKind.Verify, $"expected an attempt, the ladder says {step.Kind}");
        return Append(new AttemptStarted(Now, step.Level, step.Number));
    }

    public CaseWalk EndAttempt(
        Verdict verdict,
        TimeSpan elapsed = default,
        Approach approach = default,
        Level? higherUp = null,
        string? trigger = null,
        Usage? usage = null,
        bool claimed = true)
    {
        Now += elapsed;
        return Append(new AttemptEnded(
            Now, _state.Level, _state.Attempts, verdict, approach, claimed, higherUp, trigger, usage ?? Usage.None, elapsed, default));
    }

    public CaseWalk Attempt(
        Verdict verdict,
        TimeSpan elapsed = default,
        Approach approach = default,
        Level? higherUp = null,
        string? trigger = null,
        Usage? usage = null) => StartAttempt().EndAttempt(verdict, elapsed, approach, higherUp, trigger, usage);

    public CaseWalk Fail(TimeSpan elapsed = default, Approach approach = default) =>
        Attempt(Verdict.Failed(Failures.Borrow()), elapsed, approach);

    public CaseWalk Answer(Guidance? guidance = null, TimeSpan elapsed = default) => Consult(guidance ?? Guidance.Of("borrow it"), elapsed);

    public CaseWalk NoAnswer(TimeSpan elapsed = default) => Consult(null, elapsed);

    public CaseWalk StartConsult()
    {
        var step = Next;
        Assert.Equal(LadderStepKind.Consult, step.Kind);
        return Append(new ConsultStarted(Now, step.Level, step.Number, step.Responder!));
    }

    public CaseWalk Escalate()
    {
        var step = Next;
        Assert.Equal(LadderStepKind.Escalate, step.Kind);
        return Append(new Escalated(Now, _state.Level, step.Level, step.Cause, step.Detail));
    }

    public CaseWalk IssueCard(params DecisionOption[] options)
    {
        var step = Next;
        Assert.Equal(LadderStepKind.AwaitDecision, step.Kind);
        return Append(new CardIssued(Now, step.Number, [.. options], step.Until, 42));
    }

    public CaseWalk Decide(string option, string? words = null, TimeSpan after = default)
    {
        Now += after;
        return Append(new DecisionTaken(Now, _state.CardsIssued, option, words, "user"));
    }

    public CaseWalk Resume() => Append(new Resumed(Now, "another host"));

    public CaseWalk Close()
    {
        var step = Next;
        Assert.Equal(LadderStepKind.Finish, step.Kind);
        return Append(new CaseClosed(Now, step.Outcome));
    }

    public CaseWalk AtLevel2() => Fail().Fail().Escalate();

    public CaseWalk AtLevel3() => AtLevel2().Answer().Fail().Escalate();

    public CaseWalk AtLevel4() => AtLevel3().Answer().Fail().Escalate();

    private CaseWalk Consult(Guidance? guidance, TimeSpan elapsed)
    {
        StartConsult();
        var asked = (ConsultStarted)Events[^1];
        Now += elapsed;
        return Append(new ConsultEnded(
            Now, asked.Level, asked.Number, asked.Responder, guidance, guidance is null ? "no answer" : null, elapsed));
    }
}
