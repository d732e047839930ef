using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Telemetry;

#pragma warning disable CA2012 // A ValueTask is looked at and then either used up at once or handed to the method that awaits it.

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    private ValueTask Consult(in LadderStep step)
    {
        Arm(step.Until);
        Add(new ConsultStarted(_now, step.Level, step.Number, step.Responder!));
        var keeping = KeepAsync();
        if (!keeping.IsCompletedSuccessfully || _parts.Signals.Observes)
        {
            return ConsultAsync(keeping, step);
        }

        var started = _now;
        Tell(RunPhase.Consulting, in step, step.Responder);
        var asking = Ask(in step);
        if (!asking.IsCompletedSuccessfully)
        {
            return EndConsultAsync(asking, step, started);
        }

        EndConsult(in step, asking.Result, started);
        return default;
    }

    private async ValueTask ConsultAsync(ValueTask keeping, LadderStep step)
    {
        await keeping.ConfigureAwait(false);
        var started = _now;
        Tell(RunPhase.Consulting, in step, step.Responder);
        EndConsult(in step, await (_parts.Signals.Observes ? AskObservedAsync(step) : Ask(in step)).ConfigureAwait(false), started);
    }

    private async ValueTask EndConsultAsync(ValueTask<Answer> asking, LadderStep step, DateTimeOffset started) =>
        EndConsult(in step, await asking.ConfigureAwait(false), started);

    private void EndConsult(in LadderStep step, in Answer answer, DateTimeOffset started)
    {
        if (answer.Guidance is null && _callerCancelled)
        {
            _before += answer.Used ?? Usage.None;
            return;
        }

        var elapsed = _now - started;
        Add(new ConsultEnded(_now, step.Level, step.Number, step.Responder!, answer.Guidance, answer.Fault, elapsed, answer.Used));
        if (answer.Guidance is not { } guidance)
        {
            _parts.Signals.Spent(_seat.Agent, answer.Used ?? Usage.None);
            Log.NoAnswer(_parts.Signals.Logger, _state.CaseId, (int)step.Level, step.Responder!, answer.ErrorType ?? "no-answer");
            return;
        }

        _parts.Signals.Spent(_seat.Agent, guidance.Usage);
        Log.ConsultAnswered(_parts.Signals.Logger, _state.CaseId, (int)step.Level, step.Responder!, elapsed.TotalSeconds);
    }

    /// <summary>Asks one responder. Whatever goes wrong is the lack of an answer.</summary>
    private ValueTask<Answer> Ask(in LadderStep step)
    {
        if (_parts.Roster.AdviserOf(step.Responder!) is not { } adviser)
        {
            return new(new Answer(null, $"There is no adviser '{step.Responder}'. Register one of that name.", "not-registered"));
        }

        try
        {
            var pending = adviser.AdviseAsync(new(Events, step.Level, in _state), Token);
            return pending.IsCompletedSuccessfully ? new(Taken(pending.Result, in step)) : AskAsync(pending, step);
        }
        catch (Exception e)
        {
            return new(NotTaken(e, in step));
        }
    }

    private async ValueTask<Answer> AskAsync(ValueTask<Guidance?> pending, LadderStep step)
    {
        try
        {
            var call = pending.AsTask();
            return Taken(await SettledAsync(call).ConfigureAwait(false) ? await call.ConfigureAwait(false) : null, in step);
        }
        catch (Exception e)
        {
            return NotTaken(e, in step);
        }
    }

    private Answer Taken(Guidance? guidance, in LadderStep step)
    {
        ReadClock();
        return IsCut ? NotInTime(in step) with { Used = guidance?.Usage }
            : guidance is null ? new(null, "It had no answer.", "no-answer")
            : guidance.Fault is { } fault ? new(null, Intake.Line(fault), "no-answer", guidance.Usage)
            : new(Intake.Clean(guidance), null, null);
    }

    private Answer NotTaken(Exception e, in LadderStep step)
    {
        ReadClock();
        return e is OperationCanceledException && IsCut ? NotInTime(in step) : new(null, Intake.Line(e), e.GetType().Name);
    }

    private Answer NotInTime(in LadderStep step)
    {
        if (_callerCancelled)
        {
            return default;
        }

        SkipTo(step.Until);
        return new(null, string.Create(CultureInfo.InvariantCulture, $"It did not answer in time, by {step.Until:u}."), "timeout");
    }

    /// <summary>What a responder said, or why it said nothing and what that used.</summary>
    private readonly record struct Answer(Guidance? Guidance, string? Fault, string? ErrorType, Usage? Used = null);
}
