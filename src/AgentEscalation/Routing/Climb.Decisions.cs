using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Decisions;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    /// <summary>Puts the card before the user, or goes on with the answer to it.</summary>
    /// <returns>The result when the run has to wait; null when the climb goes on.</returns>
    private async ValueTask<RunResult?> AwaitDecisionAsync(LadderStep step)
    {
        if (_state.Status != CaseStatus.Waiting)
        {
            var options = await OptionsAsync(step).ConfigureAwait(false);
            if (!_callerCancelled)
            {
                await IssueAsync(options).ConfigureAwait(false);
            }

            return null;
        }

        LeaveSlot();
        if (_now >= step.Until)
        {
            Add(new CardExpired(_now, step.Number));
            return null;
        }

        if (await AskDeskAsync(step).ConfigureAwait(false))
        {
            return null;
        }

        return _callerCancelled ? null : await ParkAsync().ConfigureAwait(false);
    }

    private async ValueTask IssueAsync(ImmutableArray<DecisionOption> options)
    {
        // Trials took time; the card waits from now on.
        var step = Ladder.Next(in _state, Policy, _now);
        Add(DecisionCard.Issue(in _state, options, step, _now));
        await KeepAsync().ConfigureAwait(false);
        _parts.Signals.CardIssued(_seat.Agent);
        Log.CardIssued(_parts.Signals.Logger, _state.CaseId, step.Number, step.Until);
    }

    /// <summary>Asks the desk, if there is one that may be waited for.</summary>
    /// <returns>Whether it decided.</returns>
    private async ValueTask<bool> AskDeskAsync(LadderStep step)
    {
        if (_parts.Desk is not { } desk || _parts.DecisionWait == TimeSpan.Zero)
        {
            return false;
        }

        var wait = _parts.DecisionWait;
        var until = wait == Timeout.InfiniteTimeSpan || wait >= step.Until - _now ? step.Until : _now + wait;
        Arm(until);
        Tell(RunPhase.Deciding, step with { Until = until }, null);
        var decision = await AnswerOfAsync(desk).ConfigureAwait(false);
        ReadClock();
        if (decision is null || _callerCancelled)
        {
            return false;
        }

        if (decision.Check(in _state, _now) is { } fault)
        {
            Log.DecisionRefused(_parts.Signals.Logger, _state.CaseId, fault.Kind);
            return false;
        }

        Add(Taken(decision, _now));
        await KeepAsync().ConfigureAwait(false);
        Log.DecisionTaken(_parts.Signals.Logger, _state.CaseId, decision.Number, decision.Option);
        await AllowAsync(decision.Option).ConfigureAwait(false);
        await EnterSlotAsync().ConfigureAwait(false);
        return true;
    }

    private async ValueTask<Decision?> AnswerOfAsync(IDecisionDesk desk)
    {
        try
        {
            var call = desk.AskAsync(new(Events, _state.Card!), Token).AsTask();
            return await SettledAsync(call).ConfigureAwait(false) ? await call.ConfigureAwait(false) : null;
        }
        catch (OperationCanceledException) when (IsCut)
        {
            return null;
        }
        catch (Exception e)
        {
            Log.PassedOver(_parts.Signals.Logger, "The decision desk", e);
            return null;
        }
    }

    /// <summary>From here on the case is an entry in a dictionary, or only a row in its journal.</summary>
    private async ValueTask<RunResult> ParkAsync()
    {
        var id = _state.CaseId;
        var remains = await RemainsAsync().ConfigureAwait(false) ?? new();
        var ticket = new DecisionTicket(id, new(Events, _state.Card!));
        if (_parts.InMemory is { } memory)
        {
            memory.Keep(id, Events);
        }

        if (_parts.InMemory is not null || _hands is not RegisteredHands || _workplace is not null)
        {
            _parts.Waiting.Enter(id, new(Task, _seat, _hands, Events, _before, HandOverWorkspace()));
        }

        _parts.Signals.RunEnded(_span, _seat.Agent, _state.Class, null, _now - _begun);
        return _hands.Result(null, Events, _before + _state.Usage, remains with { Ticket = ticket });
    }

    internal static DecisionTaken Taken(Decision decision, DateTimeOffset now) =>
        new(now, decision.Number, decision.Option, Intake.Clean(decision.Words), Intake.Line(decision.By));
}
