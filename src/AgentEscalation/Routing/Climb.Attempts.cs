using System.Collections.Immutable;
using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;
using AgentEscalation.Telemetry;

#pragma warning disable CA2012 // A ValueTask is looked at and then either used up at once or handed to the method that awaits it.

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    private AttemptResult _said;
    private Verdict _verdict;
    private bool _cut;

    /// <summary>The failure that the memory was asked for last, and what it knew.</summary>
    private Failure? _lookedUp;
    private Guidance? _remembered;

    /// <summary>What the last attempt acted on, when somebody else than the agent itself gave it.</summary>
    private Guidance? _guided;

    /// <summary>The first work without guidance, or the first look at what is there; leaves a verdict.</summary>
    private ValueTask First(bool work)
    {
        var until = Deadline ?? DateTimeOffset.MaxValue;
        Arm(until);
        var attempt = new Attempt(this, Level.None, 0, until, null, null, Copy);
        var performing = Perform(in attempt, work);
        if (!performing.IsCompletedSuccessfully || _workplace is not null || (!_cut && _verdict.Kind == VerdictKind.Unverifiable))
        {
            return FirstAsync(performing, attempt, work, until);
        }

        EndFirst(until);
        return default;
    }

    private async ValueTask FirstAsync(ValueTask performing, Attempt attempt, bool work, DateTimeOffset until)
    {
        await performing.ConfigureAwait(false);
        if (!_cut && _verdict.Kind == VerdictKind.Unverifiable)
        {
            await Judge(in attempt).ConfigureAwait(false);
        }

        EndFirst(until);
        if (_workplace is { } workplace && !_verdict.IsVerified)
        {
            await workplace.BeginAsync(worked: work && _verdict.Failure is { Rank: < long.MaxValue }).ConfigureAwait(false);
        }
    }

    private void EndFirst(DateTimeOffset until)
    {
        if (_cut && !_callerCancelled)
        {
            SkipTo(until);
            _verdict = Verdict.Failed(TimeIsOver());
        }

        _before += SpentInAttempt();
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

    private ValueTask Attempt(in LadderStep step)
    {
        Arm(step.Until);
        Add(new AttemptStarted(_now, step.Level, step.Number));
        Log.AttemptStarted(_parts.Signals.Logger, _state.CaseId, (int)step.Level, step.Number);
        var keeping = KeepAsync();
        var advising = step.Level == Level.SelfRecovery ? OwnGuidance() : new(_state.Guidance);
        if (!keeping.IsCompletedSuccessfully || !advising.IsCompletedSuccessfully || _workplace is not null)
        {
            return AttemptAsync(keeping, advising, step);
        }

        var started = _now;
        var performing = Perform(in step, advising.Result);
        if (!performing.IsCompletedSuccessfully)
        {
            return EndAttemptAsync(performing, step, started);
        }

        if (CutIsSettled(in step))
        {
            Record(in step, started, default, default);
        }

        return default;
    }

    private async ValueTask AttemptAsync(ValueTask keeping, ValueTask<Guidance?> advising, LadderStep step)
    {
        await keeping.ConfigureAwait(false);
        var guidance = await advising.ConfigureAwait(false);
        var started = _now;
        await EndAttemptAsync(Perform(in step, guidance), step, started).ConfigureAwait(false);
    }

    private async ValueTask EndAttemptAsync(ValueTask performing, LadderStep step, DateTimeOffset started)
    {
        await performing.ConfigureAwait(false);
        if (!CutIsSettled(in step))
        {
            return;
        }

        var (made, files) = await SettleWorkspaceAsync().ConfigureAwait(false);
        Record(in step, started, made, files);
    }

    /// <summary>An attempt that the clock stopped has failed with that. One that the caller stopped has no end: only what it used counts.</summary>
    /// <returns>Whether there is an end to record.</returns>
    private bool CutIsSettled(in LadderStep step)
    {
        if (!_cut)
        {
            return true;
        }

        if (_callerCancelled)
        {
            _before += SpentInAttempt();
            return false;
        }

        SkipTo(step.Until);
        _verdict = Verdict.Failed(TimeIsOver());
        return true;
    }

    private ValueTask Perform(in LadderStep step, Guidance? guidance)
    {
        _guided = step.Level == Level.SelfRecovery ? null : guidance;
        var attempt = new Attempt(this, step.Level, step.Number, step.Until, _found, guidance, Copy);
        return Perform(in attempt, work: step.Kind == LadderStepKind.Attempt);
    }

    private void Record(in LadderStep step, DateTimeOffset started, Approach made, ImmutableArray<CaseFile> files)
    {
        var verdict = _verdict;
        var elapsed = _now - started;
        var usage = SpentInAttempt();
        var approach = _said.Approach.IsUnknown ? made : _said.Approach;
        var claimed = step.Kind == LadderStepKind.Attempt && !_cut && !_said.GaveUp;
        Add(new AttemptEnded(
            _now, step.Level, step.Number, verdict, approach, claimed, _said.HigherUp, _said.Trigger, usage, elapsed, files,
            Intake.Clean(_said.Notes)));
        if (verdict.Failure is { } failure && !_cut)
        {
            _found = failure;
        }

        _seat.Took(_state.Class, elapsed);
        _parts.Signals.AttemptEnded(_seat.Agent, step.Level, verdict, usage);
        Log.AttemptEnded(_parts.Signals.Logger, _state.CaseId, (int)step.Level, step.Number, verdict.Kind, elapsed.TotalSeconds);
    }

    /// <summary>Work, then judgement. Leaves what the specialist said, the verdict, and whether the token cut it short.</summary>
    private ValueTask Perform(in Attempt attempt, bool work)
    {
        _verdict = default;
        _cut = IsCut;
        if (_cut)
        {
            return default;
        }

        if (!work)
        {
            return Judge(in attempt);
        }

        _said = default;
        Tell(RunPhase.Working, in attempt, _seat.Agent);
        var working = _parts.Signals.Observes ? WorkObservedAsync(attempt) : Work(in attempt);
        if (!working.IsCompletedSuccessfully)
        {
            return JudgeAfterAsync(working, attempt);
        }

        return working.Result ? Judge(in attempt) : default;
    }

    private async ValueTask JudgeAfterAsync(ValueTask<bool> working, Attempt attempt)
    {
        if (await working.ConfigureAwait(false))
        {
            await Judge(in attempt).ConfigureAwait(false);
        }
    }

    private ValueTask Judge(in Attempt attempt)
    {
        CheckLease();
        Tell(RunPhase.Verifying, in attempt, _hands.Verifier);
        return _parts.Signals.Observes ? VerifyObservedAsync(attempt) : Verify(in attempt);
    }

    /// <summary>Lets the specialist work.</summary>
    /// <returns>False when there is nothing to judge: the verdict is there, or the token cut it short.</returns>
    private ValueTask<bool> Work(in Attempt attempt)
    {
        try
        {
            var pending = _hands.WorkAsync(attempt, Token);
            if (!pending.IsCompletedSuccessfully)
            {
                return WorkAsync(pending);
            }

            Said(pending.Result);
        }
        catch (Exception e)
        {
            WorkFailed(e);
        }

        return new(ToJudge());
    }

    private async ValueTask<bool> WorkAsync(ValueTask<AttemptResult> pending)
    {
        try
        {
            var call = pending.AsTask();
            Said(await SettledAsync(call).ConfigureAwait(false) ? await call.ConfigureAwait(false) : default);
        }
        catch (Exception e)
        {
            WorkFailed(e);
        }

        return ToJudge();
    }

    private void Said(AttemptResult result)
    {
        _said = result;
        _cut = IsCut;
        if (result.Failure is { } failure && !_cut)
        {
            _verdict = Verdict.Failed(Intake.Clean(failure));
        }
    }

    private bool ToJudge()
    {
        if (!_cut && _verdict.Kind != VerdictKind.Failed)
        {
            return true;
        }

        ReadClock();
        return false;
    }

    private void WorkFailed(Exception e)
    {
        _cut = e is OperationCanceledException && IsCut;
        if (!_cut)
        {
            _verdict = Verdict.Failed(new Failure { Text = Intake.Line(e), Class = e.GetType().Name, Rank = long.MaxValue });
        }
    }

    private ValueTask Verify(in Attempt attempt)
    {
        if (attempt.Workspace is not null)
        {
            return VerifyCopyAsync(attempt);
        }

        try
        {
            var pending = _hands.JudgeAsync(attempt, in _said, Token);
            if (!pending.IsCompletedSuccessfully)
            {
                return VerifyAsync(pending);
            }

            Judged(pending.Result);
        }
        catch (Exception e)
        {
            VerifyFailed(e);
        }

        ReadClock();
        return default;
    }

    private async ValueTask VerifyCopyAsync(Attempt attempt)
    {
        try
        {
            await attempt.Workspace!.PrepareForJudgingAsync(Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            VerifyFailed(e);
            ReadClock();
            return;
        }

        ValueTask<Verdict> pending;
        try
        {
            pending = _hands.JudgeAsync(attempt, in _said, Token);
        }
        catch (Exception e)
        {
            pending = ValueTask.FromException<Verdict>(e);
        }

        await VerifyAsync(pending).ConfigureAwait(false);
    }

    private async ValueTask VerifyAsync(ValueTask<Verdict> pending)
    {
        try
        {
            var call = pending.AsTask();
            if (await SettledAsync(call).ConfigureAwait(false))
            {
                Judged(await call.ConfigureAwait(false));
            }
            else
            {
                _cut = true;
            }
        }
        catch (Exception e)
        {
            VerifyFailed(e);
        }

        ReadClock();
    }

    public override async ValueTask<Verdict> CheckAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Workspace is { } copy)
        {
            await copy.PrepareForJudgingAsync(cancellationToken).ConfigureAwait(false);
        }

        return Intake.Clean(await _hands.CheckAsync(attempt, cancellationToken).ConfigureAwait(false));
    }

    private void Judged(in Verdict verdict)
    {
        // An error that comes back as it was is the one that is known, its fingerprint included.
        _verdict = _found is { } known && verdict.Failure is { } failure && failure.IsTheSameAs(known) ? Verdict.Failed(known) : Intake.Clean(verdict);

        // A verifier that gives up at its token may say so by having nothing to say.
        _cut = _verdict.Kind == VerdictKind.Unverifiable && IsCut;
    }

    private void VerifyFailed(Exception e)
    {
        _cut = e is OperationCanceledException && IsCut;
        _verdict = _cut ? default : Verdict.Unverifiable(Intake.Line(e));
    }

    /// <summary>Level 1 needs nobody else: the agent's own row and what is remembered.</summary>
    private ValueTask<Guidance?> OwnGuidance()
    {
        if (_parts.Memory is not { } memory || _found is not { Fingerprint: { IsUnknown: false } fingerprint })
        {
            return new(WithOwnRow(null));
        }

        if (ReferenceEquals(_found, _lookedUp))
        {
            return new(WithOwnRow(_remembered));
        }

        _lookedUp = _found;
        _remembered = null;
        try
        {
            var finding = memory.FindAsync(_seat.Agent, fingerprint, Token);
            return finding.IsCompletedSuccessfully ? new(WithOwnRow(_remembered = finding.Result)) : OwnGuidanceAsync(finding);
        }
        catch (Exception e)
        {
            Log.PassedOver(_parts.Signals.Logger, "The memory of resolutions", e);
            return new(WithOwnRow(null));
        }
    }

    private async ValueTask<Guidance?> OwnGuidanceAsync(ValueTask<Guidance?> finding)
    {
        try
        {
            _remembered = await finding.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.PassedOver(_parts.Signals.Logger, "The memory of resolutions", e);
        }

        ReadClock();
        return WithOwnRow(_remembered);
    }

    private Guidance? WithOwnRow(Guidance? remembered)
    {
        var row = _found is { } found ? Policy.RuleFor(found.Class, found.Code)?.Recovery : null;
        return row is null ? remembered
            : remembered is null ? Guidance.Of(row)
            : remembered with { Text = $"{row}\nWhat resolved this error before: {remembered.Text.Value}" };
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
        if (_said.Usage is null && ReferenceEquals(_nested, Usage.None))
        {
            return Usage.None;
        }

        var spent = (_said.Usage ?? Usage.None) + _nested;
        _nested = Usage.None;

        // A second verification of the same attempt uses nothing again.
        _said = _said with { Usage = null };
        return spent;
    }
}
