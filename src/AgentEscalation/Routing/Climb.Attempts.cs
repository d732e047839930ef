using System.Collections.Immutable;
using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    private AttemptResult _said;
    private Verdict _verdict;
    private bool _cut;

    /// <summary>What the last attempt acted on, when somebody else than the agent itself gave it.</summary>
    private Guidance? _guided;

    /// <summary>The first work without guidance, or the first look at what is there; leaves a verdict.</summary>
    private async ValueTask FirstAsync(bool work)
    {
        var until = Deadline ?? DateTimeOffset.MaxValue;
        Arm(until);
        var attempt = new Attempt(this, Level.None, 0, until, null, null, Copy);
        await PerformAsync(attempt, work).ConfigureAwait(false);
        if (!_cut && _verdict.Kind == VerdictKind.Unverifiable)
        {
            await JudgeAsync(attempt).ConfigureAwait(false);
        }

        if (_cut && !_callerCancelled)
        {
            SkipTo(until);
            _verdict = Verdict.Failed(TimeIsOver());
        }

        _before += SpentInAttempt();
        if (_workplace is { } workplace && !_verdict.IsVerified)
        {
            await workplace.BeginAsync(worked: work && _verdict.Failure is { Rank: < long.MaxValue }).ConfigureAwait(false);
        }
    }

    /// <summary>The task's own limit, within that of the attempt that it runs in.</summary>
    private DateTimeOffset? Deadline
    {
        get
        {
            var limit = Task.Deadline ?? Policy.Deadline ?? TimeSpan.MaxValue;
            var end = limit < DateTimeOffset.MaxValue - _begun ? _begun + limit : DateTimeOffset.MaxValue;
            end = end < _latest ? end : _latest;
            return end == DateTimeOffset.MaxValue ? null : end;
        }
    }

    private async ValueTask AttemptAsync(LadderStep step)
    {
        Arm(step.Until);
        Add(new AttemptStarted(_now, step.Level, step.Number));
        Log.AttemptStarted(_parts.Signals.Logger, _state.CaseId, (int)step.Level, step.Number);
        await KeepAsync().ConfigureAwait(false);
        Guidance? guidance;
        if (step.Level == Level.SelfRecovery)
        {
            guidance = await OwnGuidanceAsync().ConfigureAwait(false);
            _guided = null;
        }
        else
        {
            guidance = _guided = _state.Guidance;
        }

        var started = _now;
        var work = step.Kind == LadderStepKind.Attempt;
        await PerformAsync(new(this, step.Level, step.Number, step.Until, _found, guidance, Copy), work).ConfigureAwait(false);
        if (_cut)
        {
            if (_callerCancelled)
            {
                return;
            }

            SkipTo(step.Until);
            _verdict = Verdict.Failed(TimeIsOver());
        }

        var elapsed = _now - started;
        var (made, files) = await SettleWorkspaceAsync().ConfigureAwait(false);
        Record(step, work, made, files, elapsed);
    }

    private void Record(in LadderStep step, bool worked, Approach made, ImmutableArray<CaseFile> files, TimeSpan elapsed)
    {
        var verdict = _verdict;
        var usage = SpentInAttempt();
        var approach = _said.Approach.IsUnknown ? made : _said.Approach;
        var claimed = worked && !_cut && !_said.GaveUp;
        Add(new AttemptEnded(
            _now, step.Level, step.Number, verdict, approach, claimed, _said.HigherUp, _said.Trigger, usage, elapsed, files));
        if (verdict.Failure is { } failure && !_cut)
        {
            failure.KnowFingerprintFrom(_found!);
            _found = failure;
        }

        _seat.Took(_state.Class, elapsed);
        _parts.Signals.AttemptEnded(_seat.Agent, step.Level, verdict, usage);
        Log.AttemptEnded(_parts.Signals.Logger, _state.CaseId, (int)step.Level, step.Number, verdict.Kind, elapsed.TotalSeconds);
    }

    /// <summary>Work, then judgement. Leaves what the specialist said, the verdict, and whether the token cut it short.</summary>
    private async ValueTask PerformAsync(Attempt attempt, bool work)
    {
        _verdict = default;
        _cut = IsCut;
        if (_cut)
        {
            return;
        }

        if (work)
        {
            _said = default;
            Tell(RunPhase.Working, attempt, _seat.Agent);
            if (!await WorkAsync(attempt).ConfigureAwait(false))
            {
                return;
            }
        }

        await JudgeAsync(attempt).ConfigureAwait(false);
    }

    /// <summary>Lets the specialist work.</summary>
    /// <returns>False when there is nothing to judge: the verdict is there, or the token cut it short.</returns>
    private async ValueTask<bool> WorkAsync(Attempt attempt)
    {
        var stamp = _parts.Signals.TimesCalls ? Time.GetTimestamp() : 0;
        using var span = Signals.AgentSpan(_seat.Agent, CaseId, attempt.Level, attempt.Number);
        try
        {
            var pending = _hands.WorkAsync(attempt, Token);
            if (pending.IsCompletedSuccessfully)
            {
                _said = pending.Result;
            }
            else
            {
                var call = pending.AsTask();
                _cut = !await SettledAsync(call).ConfigureAwait(false);
                _said = _cut ? default : await call.ConfigureAwait(false);
            }

            _cut |= IsCut;
            Signals.Used(span, _said.Usage ?? Usage.None);
        }
        catch (OperationCanceledException) when (IsCut)
        {
            _cut = true;
        }
        catch (Exception e)
        {
            _verdict = Verdict.Failed(new Failure { Text = Intake.Line(e), Class = e.GetType().Name, Rank = long.MaxValue });
            Signals.Failed(span, e.GetType().Name);
        }

        ReadClock();
        if (stamp != 0)
        {
            _parts.Signals.AgentCalled(_seat.Agent, Time.GetElapsedTime(stamp));
        }

        return !_cut && _verdict.Kind != VerdictKind.Failed;
    }

    private async ValueTask JudgeAsync(Attempt attempt)
    {
        Tell(RunPhase.Verifying, attempt, _hands.Verifier);
        var stamp = _parts.Signals.TimesCalls ? Time.GetTimestamp() : 0;
        using var span = Signals.VerifierSpan(_hands.Verifier, CaseId, attempt.Level, attempt.Number);
        try
        {
            if (attempt.Workspace is { } copy)
            {
                await copy.PrepareForJudgingAsync(Token).ConfigureAwait(false);
            }

            var pending = _hands.JudgeAsync(attempt, in _said, Token);
            if (pending.IsCompletedSuccessfully)
            {
                _verdict = Intake.Clean(pending.Result);
            }
            else
            {
                var call = pending.AsTask();
                _cut = !await SettledAsync(call).ConfigureAwait(false);
                _verdict = _cut ? default : Intake.Clean(await call.ConfigureAwait(false));
            }

            // A verifier that gives up at its token may say so by having nothing to say.
            _cut |= _verdict.Kind == VerdictKind.Unverifiable && IsCut;
        }
        catch (OperationCanceledException) when (IsCut)
        {
            _cut = true;
        }
        catch (Exception e)
        {
            _verdict = Verdict.Unverifiable(Intake.Line(e));
            Signals.Failed(span, e.GetType().Name);
        }

        ReadClock();
        Signals.Judged(span, _verdict);
        _parts.Signals.Content(span, TelemetryTags.OutputMessages, _verdict.Failure?.Text.Value);
        if (stamp != 0)
        {
            _parts.Signals.VerifierCalled(_hands.Verifier, Time.GetElapsedTime(stamp));
        }
    }

    /// <summary>Level 1 needs nobody else: the agent's own row and what is remembered.</summary>
    private async ValueTask<Guidance?> OwnGuidanceAsync()
    {
        var row = _found is { } found ? Policy.RuleFor(found.Class, found.Code)?.Recovery : null;
        var remembered = await RememberedAsync().ConfigureAwait(false);
        return row is null ? remembered
            : remembered is null ? Guidance.Of(row)
            : remembered with { Text = $"{row}\nWhat resolved this error before: {remembered.Text.Value}" };
    }

    private async ValueTask<Guidance?> RememberedAsync()
    {
        if (_parts.Memory is not { } memory || _found is not { Fingerprint: { IsUnknown: false } fingerprint })
        {
            return null;
        }

        try
        {
            return await memory.FindAsync(_seat.Agent, fingerprint, Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.PassedOver(_parts.Signals.Logger, "The memory of resolutions", e);
            return null;
        }
    }

    /// <summary>Nothing was found out, so the error that was found last still stands; as bad as can be, so that no edit of it is kept.</summary>
    private Failure TimeIsOver()
    {
        var after = (_now - _begun).TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        return _found is { } found
            ? found with
            {
                Text = $"Stopped: the time was over. Found before: {found.Text.Value}",
                Rank = long.MaxValue,
                RetryIsPointless = false,
                Fingerprint = found.Fingerprint,
            }
            : new() { Text = $"Stopped after {after} s: the time of the task was over.", Class = "time-over", Rank = long.MaxValue };
    }

    private Usage SpentInAttempt()
    {
        var spent = (_said.Usage ?? Usage.None) + _nested;
        _nested = Usage.None;

        // A second verification of the same attempt uses nothing again.
        _said = _said with { Usage = null };
        return spent;
    }
}
