using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Telemetry;

#pragma warning disable CA2012 // A ValueTask is looked at and then either used up at once or handed to the method that awaits it.

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    /// <summary>Verified without an error.</summary>
    private ValueTask<RunResult> CompleteAsync() =>
        _workplace is null ? EndWithoutCaseAsync(Outcome.Completed) : ApplyThenCompleteAsync();

    private async ValueTask<RunResult> ApplyThenCompleteAsync() =>
        await EndWithoutCaseAsync(await ApplyAsync(Outcome.Completed).ConfigureAwait(false)).ConfigureAwait(false);

    private ValueTask<RunResult> EndWithoutCaseAsync(Outcome outcome)
    {
        LeaveSlot();
        if (outcome.Kind == OutcomeKind.Completed)
        {
            _parts.Scorecard.TaskCompleted(_seat.Agent);
            _parts.Counter?.TaskCompleted(_seat.Agent, _now);
        }

        _parts.Signals.RunEnded(_span, _seat.Agent, null, outcome, _now - _begun);
        Log.TaskEnded(_parts.Signals.Logger, _seat.Agent, outcome);
        return ResultAsync(outcome, default);
    }

    private ValueTask<RunResult> CloseAsync(Outcome outcome)
    {
        if (_workplace is not null || _parts.InMemory is null)
        {
            return CloseInStepsAsync(outcome);
        }

        Add(new CaseClosed(_now, outcome));
        TellEvents();
        List();
        return Closed(outcome);
    }

    private async ValueTask<RunResult> CloseInStepsAsync(Outcome outcome)
    {
        if (outcome.Kind == OutcomeKind.Resolved)
        {
            if (_workplace is not null)
            {
                // The apply is an effect: that the attempt was verified is durable before it begins.
                await KeepAsync().ConfigureAwait(false);
                CheckLease();
            }

            outcome = await ApplyAsync(outcome).ConfigureAwait(false);
        }

        Add(new CaseClosed(_now, outcome));
        await KeepAsync().ConfigureAwait(false);
        List();
        return await Closed(outcome).ConfigureAwait(false);
    }

    /// <summary>A case that waited stands in the journal in memory, where it ends as well.</summary>
    private void List()
    {
        if (_isListed)
        {
            _parts.InMemory?.Keep(_state.CaseId, Events);
        }
    }

    private ValueTask<RunResult> Closed(Outcome outcome)
    {
        LeaveSlot();
        if (outcome.Kind == OutcomeKind.Unresolved)
        {
            Log.LadderEnded(_parts.Signals.Logger, _state.CaseId, _seat.Agent, outcome.Reason, (int)outcome.Level);
            _detail ??= _verdict.Why;
        }

        _parts.Scorecard.CaseClosed(_score.ToScore(in _state));
        _parts.Signals.RunEnded(_span, _seat.Agent, _state.Class, outcome, _now - _begun);
        Log.TaskEnded(_parts.Signals.Logger, _seat.Agent, outcome);
        var remembering = outcome.Kind == OutcomeKind.Resolved ? Remember() : default;
        return remembering.IsCompletedSuccessfully ? ResultAsync(outcome, Events) : RememberThenEndAsync(remembering, outcome);
    }

    private ValueTask<RunResult> ResultAsync(Outcome outcome, ReadOnlyMemory<CaseEvent> events)
    {
        var usage = _before + _state.Usage;
        return _workplace is null
            ? new(_hands.Result(outcome, events, usage, _detail is null ? null : new() { Detail = _detail }))
            : ResultWithPatchAsync(outcome, events, usage);
    }

    private async ValueTask<RunResult> ResultWithPatchAsync(Outcome outcome, ReadOnlyMemory<CaseEvent> events, Usage usage) =>
        _hands.Result(outcome, events, usage, await RemainsAsync().ConfigureAwait(false));

    private async ValueTask<RunResult> RememberThenEndAsync(ValueTask remembering, Outcome outcome)
    {
        try
        {
            await remembering.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.PassedOver(_parts.Signals.Logger, "The memory of resolutions", e);
        }

        return await ResultAsync(outcome, Events).ConfigureAwait(false);
    }

    /// <summary>Keeps what helped for the next time that the error comes; what level 1 acted on by itself is known already.</summary>
    private ValueTask Remember()
    {
        if (_parts.Memory is not { } memory || _guided is not { } guidance || _found is not { Fingerprint: { IsUnknown: false } fingerprint })
        {
            return default;
        }

        try
        {
            return memory.RememberAsync(_seat.Agent, fingerprint, guidance, CancellationToken.None);
        }
        catch (Exception e)
        {
            return ValueTask.FromException(e);
        }
    }
}
