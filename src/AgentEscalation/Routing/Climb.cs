using System.Diagnostics;
using System.Threading.Channels;
using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Scorecards;
using AgentEscalation.Telemetry;

#pragma warning disable CA2012 // A ValueTask is looked at and then either used up at once or handed to the method that awaits it.

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
    private ScoreFold _score;
    private CaseEvent[] _events = [];
    private int _count;
    private int _kept;

    /// <summary>Whether the journal in memory has the case, so that it has to learn how it ended.</summary>
    private bool _isListed;

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

    /// <summary>Runs the task from its start. Where nothing has to be waited for, nothing asynchronous is built.</summary>
    public ValueTask<RunResult> RunAsync()
    {
        if (Signals.HasSpans)
        {
            return InSpanAsync();
        }

        ValueTask<RunResult> running;
        try
        {
            running = Begin();
        }
        catch
        {
            End();
            throw;
        }

        if (!running.IsCompletedSuccessfully)
        {
            return EndAfterAsync(running);
        }

        var result = running.Result;
        End();
        return new(result);
    }

    /// <summary>Takes a case up where its events end.</summary>
    /// <param name="waiting">The case.</param>
    /// <param name="first">What happens first and is not in its journal yet; null when nothing does.</param>
    public async ValueTask<RunResult> GoOnAsync(WaitingCase waiting, CaseEvent? first = null)
    {
        _span = Signals.TaskSpan(_seat.Agent);
        try
        {
            TakeUp(waiting);
            if (first is not null)
            {
                Add(first);
                await KeepAsync().ConfigureAwait(false);
            }

            if (_state.Status == CaseStatus.Closed)
            {
                return await Closed(_state.Outcome).ConfigureAwait(false);
            }

            if (!_state.Has(Marks.StopChosen | Marks.CardExpired) && await CannotGoOnAsync().ConfigureAwait(false) is { } over)
            {
                return await CloseAsync(over).ConfigureAwait(false);
            }

            await TakeDecisionInAsync().ConfigureAwait(false);
            return await ClimbOn().ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    private async ValueTask<RunResult> EndAfterAsync(ValueTask<RunResult> running)
    {
        try
        {
            return await running.ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    private async ValueTask<RunResult> InSpanAsync()
    {
        _span = Signals.TaskSpan(_seat.Agent);
        try
        {
            return await Begin().ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    private ValueTask<RunResult> Begin()
    {
        var entering = EnterSlotAsync();
        return entering.IsCompletedSuccessfully && Task.Workspace is null ? Start() : BeginAsync(entering);
    }

    private async ValueTask<RunResult> BeginAsync(ValueTask<bool> entering)
    {
        await entering.ConfigureAwait(false);
        if (!_callerCancelled)
        {
            await OpenWorkspaceAsync().ConfigureAwait(false);
        }

        return await Start().ConfigureAwait(false);
    }

    private ValueTask<RunResult> Start()
    {
        if (_callerCancelled)
        {
            return EndWithoutCaseAsync(Outcome.Cancelled(Level.None));
        }

        if (Task.Start == TaskStart.Failed)
        {
            Open(Task.Failure!);
            return ClimbOn();
        }

        var first = First(Task.Start == TaskStart.Work);
        return first.IsCompletedSuccessfully && _workplace is null ? AfterFirst() : AfterFirstAsync(first);
    }

    private async ValueTask<RunResult> AfterFirstAsync(ValueTask first)
    {
        await first.ConfigureAwait(false);
        return await AfterFirst().ConfigureAwait(false);
    }

    private ValueTask<RunResult> AfterFirst()
    {
        if (_verdict.IsVerified)
        {
            return CompleteAsync();
        }

        if (_callerCancelled)
        {
            return EndWithoutCaseAsync(Outcome.Cancelled(Level.None));
        }

        if (_verdict.Kind == VerdictKind.Unverifiable)
        {
            _detail = _verdict.Why;
            return EndWithoutCaseAsync(Outcome.Unresolved(UnresolvedReason.Unverifiable, Level.None));
        }

        Open(_verdict.Failure!);
        return ClimbOn();
    }

    /// <summary>The loop: next step, perform, append and apply, again. It stays synchronous as long as the steps do.</summary>
    private ValueTask<RunResult> ClimbOn()
    {
        while (true)
        {
            if (_callerCancelled && !_state.Verified && _state.Status != CaseStatus.Closed)
            {
                if (_parts.IsStopping)
                {
                    // Closing the host is not cancellation: the case stays open, and whoever takes it up finds an interrupted attempt.
                    return ValueTask.FromException<RunResult>(new OperationCanceledException(
                        $"The host is closing; case {_state.CaseId} stays open and is taken up again."));
                }

                return CloseAsync(Outcome.Cancelled(_state.Level));
            }

            var step = Ladder.Next(in _state, Policy, _now);
            ValueTask performing;
            switch (step.Kind)
            {
                case LadderStepKind.Attempt or LadderStepKind.Verify:
                    performing = Attempt(in step);
                    break;
                case LadderStepKind.Consult:
                    performing = Consult(in step);
                    break;
                case LadderStepKind.Escalate:
                    performing = MoveUp(in step);
                    break;
                case LadderStepKind.AwaitDecision:
                    return DecideAsync(step);
                default:
                    return CloseAsync(step.Outcome);
            }

            if (!performing.IsCompletedSuccessfully)
            {
                return ClimbOnAfterAsync(performing);
            }
        }
    }

    private async ValueTask<RunResult> ClimbOnAfterAsync(ValueTask performing)
    {
        await performing.ConfigureAwait(false);
        return await ClimbOn().ConfigureAwait(false);
    }

    private async ValueTask<RunResult> DecideAsync(LadderStep step) =>
        await AwaitDecisionAsync(step).ConfigureAwait(false) ?? await ClimbOn().ConfigureAwait(false);

    private ValueTask MoveUp(in LadderStep step)
    {
        var from = _state.Level;
        Add(new Escalated(_now, from, step.Level, step.Cause, step.Detail));
        _parts.Signals.Escalated(_seat.Agent, from, step.Level, step.Cause);
        Log.Escalated(_parts.Signals.Logger, _state.CaseId, (int)from, (int)step.Level, step.Cause);
        if (step.Level == Level.UserDecision)
        {
            _parts.Scorecard.CaseArrived(in _state);
            LeaveSlot();
            return default;
        }

        if (!Slots.Contended)
        {
            return default;
        }

        LeaveSlot();
        return QueueAgainAsync();
    }

    private async ValueTask QueueAgainAsync() => await EnterSlotAsync().ConfigureAwait(false);

    private void TakeUp(WaitingCase waiting)
    {
        _events = waiting.Events.ToArray();
        _count = _kept = _told = _events.Length;
        _score = default;
        _state = default;
        foreach (var e in _events)
        {
            _score.Apply(ref _state, e);
        }

        _isListed = true;
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
        if (_parts.Leases is not null && (_kept < _count || (_kept > 0 && _state.Status == CaseStatus.Open)))
        {
            // Of what could not be written nobody knows whether it was, so the case is given back wherever its events say that it stands.
            _ = GiveBackAsync(_parts, _state.CaseId);
        }

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
        _score = default;
        _events = [];
        _count = _kept = _told = 0;
        _isListed = false;
        _updates = null;
        _span = null;
        _before = _nested = Usage.None;
        _found = null;
        _detail = null;
        _said = default;
        _verdict = default;
        _guided = null;
        _lookedUp = null;
        _remembered = null;
        ClimbPool.Return(this);
    }
}
