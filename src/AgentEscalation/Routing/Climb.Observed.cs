using AgentEscalation.Cases;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

/// <summary>The calls of a run while somebody listens to its spans or durations.</summary>
internal sealed partial class Climb
{
    private async ValueTask<bool> WorkObservedAsync(Attempt attempt)
    {
        using var span = Signals.AgentSpan(_seat.Agent, CaseId, attempt.Level, attempt.Number);
        var stamp = Time.GetTimestamp();
        var toJudge = await Work(in attempt).ConfigureAwait(false);
        _parts.Signals.AgentCalled(_seat.Agent, Time.GetElapsedTime(stamp));
        Signals.Used(span, _said.Usage ?? Usage.None);
        if (_verdict.Failure is { } failure)
        {
            Signals.Failed(span, failure.Class ?? "exception");
        }

        return toJudge;
    }

    private async ValueTask VerifyObservedAsync(Attempt attempt)
    {
        using var span = Signals.VerifierSpan(_hands.Verifier, CaseId, attempt.Level, attempt.Number);
        var stamp = Time.GetTimestamp();
        await Verify(in attempt).ConfigureAwait(false);
        _parts.Signals.VerifierCalled(_hands.Verifier, Time.GetElapsedTime(stamp));
        Signals.Judged(span, _verdict);
        _parts.Signals.Content(span, TelemetryTags.OutputMessages, _verdict.Failure?.Text.Value);
    }

    private async ValueTask<Answer> AskObservedAsync(LadderStep step)
    {
        using var span = Signals.AgentSpan(step.Responder!, CaseId, step.Level, step.Number);
        if (_parts.Signals.CaptureContent)
        {
            _parts.Signals.Content(span, TelemetryTags.InputMessages, new CaseReport(Events, step.Level, in _state).Problem);
        }

        var stamp = Time.GetTimestamp();
        var answer = await Ask(in step).ConfigureAwait(false);
        _parts.Signals.AgentCalled(step.Responder!, Time.GetElapsedTime(stamp));
        if (answer.Guidance is { } guidance)
        {
            Signals.Used(span, guidance.Usage);
            _parts.Signals.Content(span, TelemetryTags.OutputMessages, guidance.Text.Value);
        }
        else if (answer.ErrorType is { } errorType)
        {
            Signals.Failed(span, errorType);
        }

        return answer;
    }
}
