using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

public partial struct CaseState
{
    private const Marks InFlight = Marks.AttemptOpen | Marks.ConsultOpen | Marks.VerifyAgain;
    private const Marks Decided = Marks.Verified | Marks.Unverifiable | Marks.StopChosen | Marks.CardExpired;

    private bool On(CaseOpened e)
    {
        if (_opened is not null)
        {
            return false;
        }

        _opened = e;
        _lastFailure = e.Failure;
        _level = (byte)Level.SelfRecovery;
        _status = (byte)CaseStatus.Open;
        return true;
    }

    private bool On(ConsultStarted e)
    {
        if (!Climbing(e.Level) || Has(InFlight) || e.Number != _consults + 1 || e.Number != _attempts + 1 || !MayConsult())
        {
            return false;
        }

        _marks |= Marks.ConsultOpen;
        return true;
    }

    private readonly bool MayConsult() => Level is Level.PeerConsultation or Level.ArchitectureReview
        && _opened!.Policy[Level] is var policy && _attempts < policy.Attempts && _responder < policy.To.Length;

    private bool On(ConsultEnded e)
    {
        if (!Climbing(e.Level) || !Has(Marks.ConsultOpen) || e.Number != _consults + 1)
        {
            return false;
        }

        _marks &= ~(Marks.ConsultOpen | Marks.ConsultInterrupted);
        _usedTicks += Math.Max(0, e.Elapsed.Ticks);
        AddUsage(e.Usage);
        if (e.Guidance is not { } guidance)
        {
            _responder++;
            return true;
        }

        if (!guidance.Options.IsDefaultOrEmpty)
        {
            _options = guidance.Options;
        }

        if (guidance.HigherUp is { } higher && higher <= Level)
        {
            // "Higher up" than here that is not higher is no answer: the next one is asked.
            _responder++;
            return true;
        }

        _guidance = guidance;
        _higherUp = (byte)guidance.HigherUp.GetValueOrDefault();
        _trigger = guidance.Trigger;
        _consults++;
        _responder = 0;
        return true;
    }

    private bool On(AttemptStarted e)
    {
        if (!Climbing(e.Level) || Has(Marks.AttemptOpen | Marks.ConsultOpen))
        {
            return false;
        }

        if (Has(Marks.VerifyAgain))
        {
            // The second verification of the last attempt: no attempt of its own.
            _marks |= e.Number == _attempts ? Marks.AttemptOpen : Marks.None;
            return e.Number == _attempts;
        }

        if (e.Number != _attempts + 1 || !MayAttempt())
        {
            return false;
        }

        _marks = (_marks | Marks.AttemptOpen) & ~Marks.AttemptBought;
        _attempts++;
        _allAttempts++;
        return true;
    }

    private readonly bool MayAttempt() => Level switch
    {
        Level.SelfRecovery => _attempts < _opened!.Policy.SelfRecovery.Attempts,
        Level.UserDecision => Has(Marks.AttemptBought),
        _ => _consults > _attempts && _attempts < _opened!.Policy[Level].Attempts,
    };

    private bool On(AttemptEnded e)
    {
        if (!Climbing(e.Level) || !Has(Marks.AttemptOpen) || e.Number != _attempts)
        {
            return false;
        }

        var again = Has(Marks.VerifyAgain);
        _marks &= ~(Marks.AttemptOpen | Marks.VerifyAgain);
        _usedTicks += Math.Max(0, e.Elapsed.Ticks);
        AddUsage(e.Usage);
        if (e.Verdict.IsVerified)
        {
            _marks |= Marks.Verified;
            _best = e;
            return true;
        }

        _higherUp = (byte)e.HigherUp.GetValueOrDefault();
        _trigger = e.Trigger;
        if (e.Verdict.Failure is not { } failure)
        {
            _marks |= again ? Marks.Unverifiable : Marks.VerifyAgain;
            return true;
        }

        if (failure.Rank < BestRank)
        {
            _best = e;
        }

        _lastFailure = failure;
        _marks &= ~(Marks.NoProgress | Marks.RetryIsPointless);
        _marks |= failure.RetryIsPointless ? Marks.RetryIsPointless : Marks.None;
        _marks |= Level != Level.UserDecision && _tried.Add(e.Approach, failure) ? Marks.NoProgress : Marks.None;
        return true;
    }

    private bool On(Escalated e)
    {
        if (!Climbing(e.From) || e.To <= e.From || e.To > Level.UserDecision
            || Has(Marks.AttemptOpen | Marks.ConsultOpen))
        {
            return false;
        }

        _level = (byte)e.To;
        _attempts = _consults = _responder = 0;
        _usedTicks = 0;
        _usedBefore = _usage;
        _tried = default;
        _guidance = null;
        _higherUp = 0;
        _trigger = null;
        _marks = Marks.None;
        return true;
    }

    private bool On(CardIssued e)
    {
        if (TakesPlace(e))
        {
            _waitedTicks += Status == CaseStatus.Waiting ? Math.Max(0, e.At.UtcTicks - _card!.At.UtcTicks) : 0;
            _marks &= ~Marks.AttemptBought;
            _guidance = null;
            _card = e;
            _status = (byte)CaseStatus.Waiting;
            return true;
        }

        if (!Climbing(Level.UserDecision) || Has(InFlight | Marks.AttemptBought) || e.Number != _cards + 1
            || _cards >= _opened!.Policy.UserDecision.Cards)
        {
            return false;
        }

        _card = e;
        _cards++;
        _status = (byte)CaseStatus.Waiting;
        return true;
    }

    /// <summary>Whether a card is the present one issued anew: that one waits, or what was decided on it has not begun.</summary>
    private readonly bool TakesPlace(CardIssued e) =>
        _card is { } card && e.Number == _cards && e.Digest != card.Digest
        && (Status == CaseStatus.Waiting || (Climbing(Level.UserDecision) && Has(Marks.AttemptBought) && !Has(InFlight)));

    private bool On(DecisionTaken e)
    {
        if (!AnswersCard(e, e.Number))
        {
            return false;
        }

        if (string.Equals(e.Option, DecisionOption.StopKey, StringComparison.Ordinal))
        {
            _marks |= Marks.StopChosen;
            return true;
        }

        _guidance = GuidanceOf(e, _card!);
        _marks |= Marks.AttemptBought;
        _usedTicks = 0;
        return true;
    }

    private bool On(CardExpired e)
    {
        if (!AnswersCard(e, e.Number))
        {
            return false;
        }

        _marks |= Marks.CardExpired;
        return true;
    }

    private bool OnResumed()
    {
        if (Status == CaseStatus.Closed || !Has(InFlight))
        {
            return false;
        }

        if (Has(Marks.ConsultOpen))
        {
            _responder += (short)(Has(Marks.ConsultInterrupted) ? 1 : 0);
            _marks ^= Marks.ConsultOpen | Marks.ConsultInterrupted;
            return true;
        }

        // What the attempt left to judge is gone with its owner; it counts, and no second verification of it is possible.
        _marks &= ~(Marks.AttemptOpen | Marks.VerifyAgain);
        return true;
    }

    private bool On(CaseClosed e)
    {
        if (_opened is null || Status == CaseStatus.Closed || (e.Outcome.Kind == OutcomeKind.Resolved && !Verified)
            || e.Outcome.Kind == OutcomeKind.Completed)
        {
            return false;
        }

        _outcome = e.Outcome;
        _status = (byte)CaseStatus.Closed;
        _marks = Marks.None;
        return true;
    }

    private bool AnswersCard(CaseEvent e, int number)
    {
        if (Status != CaseStatus.Waiting || number != _cards)
        {
            return false;
        }

        _status = (byte)CaseStatus.Open;
        _waitedTicks += Math.Max(0, e.At.UtcTicks - _card!.At.UtcTicks);
        return true;
    }

    private static Guidance GuidanceOf(DecisionTaken decision, CardIssued card) =>
        DecisionOption.Find(card.Options, decision.Option) is { Key: not DecisionOption.RetryKey } option
            ? option.AsGuidance(decision.Words)
            : new() { Text = decision.Words };

    private readonly bool Climbing(Level level) => Status == CaseStatus.Open && Level == level && !Has(Decided);

    private void AddUsage(Usage? usage)
    {
        if (usage is not null && !ReferenceEquals(usage, Usage.None))
        {
            _usage = Usage + usage;
        }
    }
}
