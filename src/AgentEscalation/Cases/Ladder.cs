using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>Says what is to be done next in a case. Pure: it sees the case, the policy and the time, and nothing else; safe for any thread.
/// Levels never go down, and every way through ends.</summary>
public static class Ladder
{
    /// <summary>The next step.</summary>
    /// <param name="state">The case, opened.</param>
    /// <param name="policy">The rules; usually those that the case froze when it was opened.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>The step. While a start has no end, the step that was started; after the end, Finish with the outcome that it has.</returns>
    /// <exception cref="InvalidOperationException">The case has not been opened.</exception>
    public static LadderStep Next(in CaseState state, EscalationPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        switch (state.Status)
        {
            case CaseStatus.None:
                throw new InvalidOperationException("The case has not been opened: apply its CaseOpened event first.");
            case CaseStatus.Closed:
                return new(LadderStepKind.Finish, state.Level, Outcome: state.Outcome);
            case CaseStatus.Waiting:
                return new(LadderStepKind.AwaitDecision, Level.UserDecision, state.CardsIssued, state.Card!.Expires);
            default:
                break;
        }

        if (state.Verified)
        {
            return Finish(state, Outcome.Resolved(state.Level));
        }

        if (state.Has(Marks.Unverifiable))
        {
            return Unresolved(state, UnresolvedReason.Unverifiable);
        }

        return state.Level == Level.UserDecision ? AtTheUser(state, policy.UserDecision, now) : Climb(state, policy, now);
    }

    private static LadderStep Climb(in CaseState state, EscalationPolicy policy, DateTimeOffset now)
    {
        var step = BelowTheUser(state, policy, now);
        return step is { Kind: LadderStepKind.Escalate, Level: Level.UserDecision } && policy.UserDecision.Cards == 0
            ? Unresolved(state, UnresolvedReason.LadderExhausted)
            : step;
    }

    private static LadderStep BelowTheUser(in CaseState state, EscalationPolicy policy, DateTimeOffset now)
    {
        var level = policy[state.Level];
        var until = Until(state, level, now);
        if (state.ConsultOpen)
        {
            return Consult(state, level, now, until);
        }

        if (state.Has(Marks.VerifyAgain) && (state.AttemptOpen || until > now))
        {
            return Verify(state, until);
        }

        if (state.AttemptOpen)
        {
            return Attempt(state, state.Attempts, until);
        }

        // Of several reasons at once the first of these counts. Without time or budget nothing fits below the user.
        if (OutOfTime(state, now))
        {
            return Escalate(Level.UserDecision, EscalationCause.Deadline);
        }

        if (OutOfBudget(state.Usage, policy.Envelope))
        {
            return Escalate(Level.UserDecision, EscalationCause.Budget);
        }

        if (Named(state, policy, out var step))
        {
            return step;
        }

        if (EndOf(state, level) is { } cause)
        {
            return After(state, policy, cause);
        }

        return state.Level == Level.SelfRecovery || state.Consults > state.Attempts
            ? Attempt(state, state.Attempts + 1, until)
            : Consult(state, level, now, until);
    }

    /// <summary>Somebody said where this belongs: the specialist in its last attempt or the last responder.</summary>
    private static bool Named(in CaseState state, EscalationPolicy policy, out LadderStep step)
    {
        var trigger = state.Trigger is { } id ? LevelOf(id, state.Level, policy) : Level.None;
        var to = trigger > state.HigherUp ? trigger : state.HigherUp;
        step = to <= state.Level ? default
            : to == trigger ? Escalate(to, EscalationCause.Trigger, state.Trigger)
            : Escalate(to, to == Level.UserDecision ? EscalationCause.MajorDecision : EscalationCause.BelongsHigherUp);
        return to > state.Level;
    }

    private static EscalationCause? EndOf(in CaseState state, LevelPolicy level) =>
        state.Used >= level.Timeout ? EscalationCause.LevelTime
        : !ReferenceEquals(level.Envelope, Envelope.Unlimited) && OutOfBudget(state.UsageAtLevel, level.Envelope) ? EscalationCause.LevelBudget
        : state.Has(Marks.NoProgress) ? EscalationCause.NoProgress
        : state.Has(Marks.RetryIsPointless) ? EscalationCause.RetryIsPointless
        : state.Attempts >= level.Attempts ? EscalationCause.AttemptsUsed
        : level.Level > Level.SelfRecovery && state.Consults <= state.Attempts && state.Responder >= level.To.Length
            ? EscalationCause.NobodyAnswered
        : null;

    /// <summary>The next level, or from level 1 the one that the error's own row names.</summary>
    private static LadderStep After(in CaseState state, EscalationPolicy policy, EscalationCause cause)
    {
        if (state.Level == Level.SelfRecovery
            && policy.RuleFor(state.LastFailure!.Class, state.LastFailure.Code)?.Trigger is { } trigger
            && LevelOf(trigger, state.Level, policy) is var to and > Level.SelfRecovery)
        {
            return Escalate(to, EscalationCause.Trigger, trigger);
        }

        return Escalate(state.Level + 1, cause);
    }

    private static LadderStep AtTheUser(in CaseState state, LevelPolicy level, DateTimeOffset now)
    {
        if (state.Has(Marks.StopChosen))
        {
            return Unresolved(state, UnresolvedReason.Stopped);
        }

        if (state.Has(Marks.CardExpired))
        {
            return Unresolved(state, level.OnExpiry == OnExpiry.Default ? UnresolvedReason.Stopped : UnresolvedReason.CardExpired);
        }

        // A decision's attempt has this level's time, whatever deadline and envelope say.
        var until = At(Sum(now, level.Timeout.Ticks - state.UsedTicks));
        if (state.Has(Marks.VerifyAgain))
        {
            return state.AttemptOpen || until > now ? Verify(state, until) : Unresolved(state, UnresolvedReason.Unverifiable);
        }

        if (state.AttemptOpen)
        {
            return Attempt(state, state.Attempts, until);
        }

        if (state.Has(Marks.AttemptBought))
        {
            return Attempt(state, state.Attempts + 1, until);
        }

        return state.CardsIssued < level.Cards
            ? new(LadderStepKind.AwaitDecision, Level.UserDecision, state.CardsIssued + 1, At(Sum(now, level.Expires.Ticks)))
            : Unresolved(state, UnresolvedReason.LadderExhausted);
    }

    private static bool OutOfTime(in CaseState state, DateTimeOffset now) =>
        state.DeadlineTicks - now.UtcTicks is var left && (left <= 0 || left < state.Opened!.ExpectedAttempt.Ticks);

    private static bool OutOfBudget(Usage used, Envelope envelope) =>
        !ReferenceEquals(envelope, Envelope.Unlimited)
        && (used.Tokens >= envelope.Tokens || used.Calls >= envelope.Calls || used.Money >= envelope.Money);

    private static Level LevelOf(string trigger, Level above, EscalationPolicy policy)
    {
        for (var level = above + 1; level <= Level.UserDecision; level++)
        {
            foreach (var candidate in policy[level].Triggers)
            {
                if (string.Equals(candidate.Id, trigger, StringComparison.Ordinal))
                {
                    return level;
                }
            }
        }

        return Level.None;
    }

    private static DateTimeOffset Until(in CaseState state, LevelPolicy level, DateTimeOffset now) =>
        At(Math.Min(Sum(now, level.Timeout.Ticks - state.UsedTicks), state.DeadlineTicks));

    /// <summary>Never before now and never beyond what a date can be.</summary>
    private static long Sum(DateTimeOffset now, long ticks) =>
        now.UtcTicks + Math.Clamp(ticks, 0, DateTimeOffset.MaxValue.UtcTicks - now.UtcTicks);

    private static DateTimeOffset At(long utcTicks) => new(utcTicks, TimeSpan.Zero);

    /// <summary>The last responder has what is left of the level; one that others stand behind leaves a share to each of them and to
    /// the attempt, so that it can time out and the next can still be asked.</summary>
    private static LadderStep Consult(in CaseState state, LevelPolicy level, DateTimeOffset now, DateTimeOffset until)
    {
        var left = level.To.Length - state.Responder;
        if (left > 1 && until > now)
        {
            until = now + ((until - now) / (left + 1));
        }

        return new(LadderStepKind.Consult, state.Level, state.Consults + 1, until, left > 0 ? level.To[state.Responder] : null);
    }

    private static LadderStep Verify(in CaseState state, DateTimeOffset until) =>
        new(LadderStepKind.Verify, state.Level, state.Attempts, until);

    private static LadderStep Attempt(in CaseState state, int number, DateTimeOffset until) =>
        new(LadderStepKind.Attempt, state.Level, number, until);

    private static LadderStep Escalate(Level to, EscalationCause cause, string? detail = null) =>
        new(LadderStepKind.Escalate, to, Cause: cause, Detail: detail);

    private static LadderStep Unresolved(in CaseState state, UnresolvedReason reason) =>
        Finish(state, Outcome.Unresolved(reason, state.Level));

    private static LadderStep Finish(in CaseState state, Outcome outcome) => new(LadderStepKind.Finish, state.Level, Outcome: outcome);
}
