using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Scorecards;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    /// <summary>How the task ended before a case opened; null when a case has to open.</summary>
    private async ValueTask<Outcome?> EndedAtOnceAsync()
    {
        if (_verdict.IsVerified)
        {
            return await ApplyAsync(Outcome.Completed).ConfigureAwait(false);
        }

        if (_callerCancelled)
        {
            return Outcome.Cancelled(Level.None);
        }

        if (_verdict.Kind == VerdictKind.Unverifiable)
        {
            _detail = _verdict.Why;
            return Outcome.Unresolved(UnresolvedReason.Unverifiable, Level.None);
        }

        return null;
    }

    private async ValueTask<RunResult> EndWithoutCaseAsync(Outcome outcome)
    {
        LeaveSlot();
        if (outcome.Kind == OutcomeKind.Completed)
        {
            _parts.Scorecard.TaskCompleted(_seat.Agent);
        }

        _parts.Signals.RunEnded(_span, _seat.Agent, null, outcome, _now - _begun);
        Log.TaskEnded(_parts.Signals.Logger, _seat.Agent, outcome);
        return _hands.Result(outcome, default, _before, await RemainsAsync().ConfigureAwait(false));
    }

    private async ValueTask<RunResult> CloseAsync(Outcome outcome)
    {
        if (_state.Status != CaseStatus.Closed)
        {
            if (outcome.Kind == OutcomeKind.Resolved)
            {
                outcome = await ApplyAsync(outcome).ConfigureAwait(false);
            }

            Add(new CaseClosed(_now, outcome));
            await KeepAsync().ConfigureAwait(false);
        }

        LeaveSlot();
        if (outcome.Kind == OutcomeKind.Resolved)
        {
            await RememberAsync().ConfigureAwait(false);
        }
        else if (outcome.Kind == OutcomeKind.Unresolved)
        {
            Log.LadderEnded(_parts.Signals.Logger, _state.CaseId, _seat.Agent, outcome.Reason, (int)outcome.Level);
            _detail ??= _verdict.Why;
        }

        _parts.Scorecard.CaseClosed(CaseScore.Of(Events.Span));
        _parts.Signals.RunEnded(_span, _seat.Agent, _state.Class, outcome, _now - _begun);
        Log.TaskEnded(_parts.Signals.Logger, _seat.Agent, outcome);
        return _hands.Result(outcome, Events, _before + _state.Usage, await RemainsAsync().ConfigureAwait(false));
    }

    /// <summary>Keeps what helped for the next time that the error comes; what level 1 acted on by itself is known already.</summary>
    private async ValueTask RememberAsync()
    {
        if (_parts.Memory is not { } memory || _guided is not { } guidance || _found is not { Fingerprint: { IsUnknown: false } fingerprint })
        {
            return;
        }

        try
        {
            await memory.RememberAsync(_seat.Agent, fingerprint, guidance, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.PassedOver(_parts.Signals.Logger, "The memory of resolutions", e);
        }
    }
}
