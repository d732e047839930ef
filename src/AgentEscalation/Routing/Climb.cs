using System.Diagnostics;
using System.Threading.Channels;
using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

/// <summary>One run of a task: asks the ladder for the next step, performs it, appends what happened, applies it, asks again. Used again
/// after the run when nothing of it can still be at work.</summary>
internal sealed partial class Climb : AttemptContext
{
    public const int DeepestNesting = 3;

    private RouterParts _parts = null!;
    private Seat _seat = null!;
    private Hands _hands = null!;
    private Climb? _parent;
    private int _depth;

    private CaseState _state;
    private CaseEvent[] _events = [];
    private int _count;
    private int _kept;

    private ChannelWriter<RunUpdate>? _updates;
    private Activity? _span;

    /// <summary>What was used before the case opened.</summary>
    private Usage _before = Usage.None;

    /// <summary>What nested tasks of the current attempt used.</summary>
    private Usage _nested = Usage.None;

    /// <summary>The last failure that a verifier found, not one that the clock caused.</summary>
    private Failure? _found;

    /// <summary>Why the task ended as it did, for people.</summary>
    private string? _detail;

    /// <summary>When the attempt that a nested task runs in is over.</summary>
    private DateTimeOffset _latest = DateTimeOffset.MaxValue;

    public override AgentDefinition? Definition => _seat.Definition;

    public override CaseId? CaseId => _count == 0 ? null : _state.CaseId;

    public override ReadOnlyMemory<CaseEvent> Events => new(_events, 0, _count);

    public static Climb Rent(RouterParts parts, Seat seat, AgentTask task, Hands hands, ChannelWriter<RunUpdate>? updates, CancellationToken caller)
    {
        var climb = ClimbPool.Take() ?? new();
        climb._parts = parts;
        climb._seat = seat;
        climb._hands = hands;
        climb._updates = updates;
        climb.Task = task;
        climb.Time = parts.Time;
        climb.Policy = seat.Policy;
        climb.StartClock(caller);
        return climb;
    }

    /// <summary>Runs the task from its start.</summary>
    public async ValueTask<RunResult> RunAsync()
    {
        _span = Signals.TaskSpan(_seat.Agent);
        try
        {
            await EnterSlotAsync().ConfigureAwait(false);
            if (_callerCancelled)
            {
                return await EndWithoutCaseAsync(Outcome.Cancelled(Level.None)).ConfigureAwait(false);
            }

            await OpenWorkspaceAsync().ConfigureAwait(false);
            var failure = Task.Failure;
            if (Task.Start != TaskStart.Failed)
            {
                await FirstAsync(Task.Start == TaskStart.Work).ConfigureAwait(false);
                if (await EndedAtOnceAsync().ConfigureAwait(false) is { } outcome)
                {
                    return await EndWithoutCaseAsync(outcome).ConfigureAwait(false);
                }

                failure = _verdict.Failure;
            }

            Open(failure!);
            return await ClimbOnAsync().ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Takes a case up where its events end. The caller has appended nothing yet.</summary>
    public async ValueTask<RunResult> GoOnAsync(WaitingCase waiting, CaseEvent first)
    {
        _span = Signals.TaskSpan(_seat.Agent);
        try
        {
            TakeUp(waiting);
            Add(first);
            await KeepAsync().ConfigureAwait(false);
            if (_hands is MissingHands missing)
            {
                _detail = missing.Reason;
                return await CloseAsync(Outcome.Unresolved(UnresolvedReason.SpecialistMissing, _state.Level)).ConfigureAwait(false);
            }

            if (first is DecisionTaken decision)
            {
                await AllowAsync(decision.Option).ConfigureAwait(false);
            }

            await EnterSlotAsync().ConfigureAwait(false);
            return await ClimbOnAsync().ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    private async ValueTask<RunResult> ClimbOnAsync()
    {
        while (true)
        {
            if (_callerCancelled && !_state.Verified && _state.Status != CaseStatus.Closed)
            {
                return await CloseAsync(Outcome.Cancelled(_state.Level)).ConfigureAwait(false);
            }

            var step = Ladder.Next(in _state, Policy, _now);
            switch (step.Kind)
            {
                case LadderStepKind.Attempt or LadderStepKind.Verify:
                    await AttemptAsync(step).ConfigureAwait(false);
                    break;
                case LadderStepKind.Consult:
                    await ConsultAsync(step).ConfigureAwait(false);
                    break;
                case LadderStepKind.Escalate:
                    await MoveUpAsync(step).ConfigureAwait(false);
                    break;
                case LadderStepKind.AwaitDecision:
                    if (await AwaitDecisionAsync(step).ConfigureAwait(false) is { } waiting)
                    {
                        return waiting;
                    }

                    break;
                default:
                    return await CloseAsync(step.Outcome).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask MoveUpAsync(LadderStep step)
    {
        var from = _state.Level;
        Add(new Escalated(_now, from, step.Level, step.Cause, step.Detail));
        if (step.Level == Level.UserDecision)
        {
            _parts.Scorecard.CaseArrived(in _state);
        }

        _parts.Signals.Escalated(_seat.Agent, from, step.Level, step.Cause);
        Log.Escalated(_parts.Signals.Logger, _state.CaseId, (int)from, (int)step.Level, step.Cause);
        if (step.Level == Level.UserDecision || Slots.Contended)
        {
            LeaveSlot();
        }

        if (step.Level < Level.UserDecision)
        {
            await EnterSlotAsync().ConfigureAwait(false);
        }
    }

    private void TakeUp(WaitingCase waiting)
    {
        _events = waiting.Events.ToArray();
        _count = _kept = _told = _events.Length;
        _state = CaseState.From(_events);
        _before = waiting.Before;
        _workplace = waiting.Workplace;
        _found = _state.LastFailure;
        Policy = _state.Opened!.Policy;
        if (waiting.Elsewhere)
        {
            _parts.Scorecard.CaseOpened(in _state);
            if (_state.Level == Level.UserDecision)
            {
                _parts.Scorecard.CaseArrived(in _state);
            }
        }
    }

    /// <summary>Gives everything back. Whatever may still be at work keeps its objects to itself: then nothing is used again.</summary>
    private void End()
    {
        LeaveSlot();
        _span?.Dispose();
        CloseWorkspace();
        var used = StopClock();
        Generation++;
        if (!used)
        {
            return;
        }

        _parts = null!;
        _seat = null!;
        _hands = null!;
        _parent = null;
        _depth = 0;
        _lent = null;
        _latest = DateTimeOffset.MaxValue;
        _state = default;
        _events = [];
        _count = _kept = _told = 0;
        _updates = null;
        _span = null;
        _before = _nested = Usage.None;
        _found = null;
        _detail = null;
        _said = default;
        _verdict = default;
        _guided = null;
        ClimbPool.Return(this);
    }
}
