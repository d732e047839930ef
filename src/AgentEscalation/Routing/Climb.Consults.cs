using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    private async ValueTask ConsultAsync(LadderStep step)
    {
        var responder = step.Responder!;
        Arm(step.Until);
        Add(new ConsultStarted(_now, step.Level, step.Number, responder));
        await KeepAsync().ConfigureAwait(false);
        Tell(RunPhase.Consulting, step, responder);
        var started = _now;
        var (guidance, fault, errorType) = await AskAsync(step, responder).ConfigureAwait(false);
        if (guidance is null && _callerCancelled)
        {
            return;
        }

        var elapsed = _now - started;
        Add(new ConsultEnded(_now, step.Level, step.Number, responder, guidance, fault, elapsed));
        if (guidance is null)
        {
            Log.NoAnswer(_parts.Signals.Logger, _state.CaseId, (int)step.Level, responder, errorType ?? "no-answer");
            return;
        }

        _parts.Signals.Spent(_seat.Agent, guidance.Usage);
        Log.ConsultAnswered(_parts.Signals.Logger, _state.CaseId, (int)step.Level, responder, elapsed.TotalSeconds);
    }

    /// <summary>Asks one responder. Whatever goes wrong is the lack of an answer.</summary>
    private async ValueTask<(Guidance? Guidance, string? Fault, string? ErrorType)> AskAsync(LadderStep step, string responder)
    {
        if (_parts.Roster.AdviserOf(responder) is not { } adviser)
        {
            return (null, $"There is no adviser '{responder}'. Register one of that name.", "not-registered");
        }

        using var span = Signals.AgentSpan(responder, CaseId, step.Level, step.Number);
        var stamp = _parts.Signals.TimesCalls ? Time.GetTimestamp() : 0;
        try
        {
            var report = new CaseReport(Events, step.Level);
            if (_parts.Signals.CaptureContent)
            {
                _parts.Signals.Content(span, TelemetryTags.InputMessages, report.Problem);
            }

            var pending = adviser.AdviseAsync(report, Token);
            Guidance? answer = null;
            var inTime = true;
            if (pending.IsCompletedSuccessfully)
            {
                answer = pending.Result;
            }
            else
            {
                var call = pending.AsTask();
                inTime = await SettledAsync(call).ConfigureAwait(false);
                answer = inTime ? await call.ConfigureAwait(false) : null;
            }

            ReadClock();
            if (IsCut)
            {
                return NotInTime(step);
            }

            if (answer is null)
            {
                return (null, "It had no answer.", "no-answer");
            }

            answer = Intake.Clean(answer);
            Signals.Used(span, answer.Usage);
            _parts.Signals.Content(span, TelemetryTags.OutputMessages, answer.Text.Value);
            return (answer, null, null);
        }
        catch (OperationCanceledException) when (IsCut)
        {
            ReadClock();
            return NotInTime(step);
        }
        catch (Exception e)
        {
            ReadClock();
            Signals.Failed(span, e.GetType().Name);
            return (null, Intake.Line(e), e.GetType().Name);
        }
        finally
        {
            if (stamp != 0)
            {
                _parts.Signals.AgentCalled(responder, Time.GetElapsedTime(stamp));
            }
        }
    }

    private (Guidance? Guidance, string? Fault, string? ErrorType) NotInTime(in LadderStep step)
    {
        if (_callerCancelled)
        {
            return default;
        }

        SkipTo(step.Until);
        return (null, string.Create(CultureInfo.InvariantCulture, $"It did not answer in time, by {step.Until:u}."), "timeout");
    }
}
