using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Scorecards;

/// <summary>What a score knows of a case beyond its state, folded along with it.</summary>
internal struct ScoreFold
{
    private LevelUsage _used;
    private long _ticks;
    private int _claims;
    private int _unverified;
    private byte _left;
    private bool _worked;
    private bool _arrived;
    private bool _claimed;

    /// <summary>Whether the case came to level 4.</summary>
    public readonly bool Arrived => _arrived;

    /// <summary>Takes an event into the state and, where it fits, into the score.</summary>
    public void Apply(ref CaseState state, CaseEvent e)
    {
        var again = state.Has(Marks.VerifyAgain);
        if (state.Apply(e))
        {
            Take(in state, e, again);
        }
    }

    public readonly CaseScore ToScore(in CaseState state)
    {
        var opened = state.Opened!;
        return new()
        {
            Agent = opened.Agent,
            Class = opened.Failure.Class,
            Policy = opened.Policy,
            IsOpen = state.Status != CaseStatus.Closed,
            Outcome = state.Outcome,
            Arrived = _arrived,
            Attempts = state.AllAttempts,
            Claims = _claims,
            ClaimsNotVerified = _unverified,
            Usage = opened.Usage + state.Usage,
            Used = _used,
            Elapsed = new(_ticks),
            LevelsLeft = _left,
        };
    }

    private void Take(in CaseState state, CaseEvent e, bool again)
    {
        switch (e)
        {
            case AttemptStarted or ConsultStarted:
                _worked = true;
                break;
            case AttemptEnded x:
                // A second verification says what came of the same claim, which counts once.
                var repeated = again && _claimed ? 1 : 0;
                _claimed = x.Claimed || repeated > 0;
                _claims += (_claimed ? 1 : 0) - repeated;
                _unverified += (_claimed && !x.Verdict.IsVerified ? 1 : 0) - repeated;
                _ticks += x.Elapsed.Ticks;
                _used.Add(x.Level, x.Usage);
                break;
            case ConsultEnded x:
                _used.Add(x.Level, x.Usage);
                _ticks += x.Elapsed.Ticks;
                break;
            case Escalated x:
                _left |= (byte)(_worked || x.Cause != EscalationCause.NobodyAnswered ? 1 << (int)x.From : 0);
                _arrived |= x.To == Level.UserDecision;
                _worked = false;
                break;
            case CaseClosed:
                _left |= (byte)(1 << (int)state.Level);
                break;
            default:
                break;
        }
    }
}
