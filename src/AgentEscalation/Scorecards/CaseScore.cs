using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Scorecards;

/// <summary>What one case adds to a scorecard. Pure; made without allocation.</summary>
public readonly record struct CaseScore
{
    /// <summary>The specialist.</summary>
    public string Agent { get; init; }

    /// <summary>The class that the case opened with; null when it is not known.</summary>
    public string? Class { get; init; }

    /// <summary>The policy that the case froze: its targets are what the rates are held against.</summary>
    public EscalationPolicy Policy { get; init; }

    /// <summary>Whether the case has no outcome yet.</summary>
    public bool IsOpen { get; init; }

    /// <summary>How it ended, when it is not open.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>Whether it came to level 4.</summary>
    public bool Arrived { get; init; }

    /// <summary>Tries at all levels, interrupted ones included.</summary>
    public int Attempts { get; init; }

    /// <summary>Tries of which the specialist said that they got there.</summary>
    public int Claims { get; init; }

    /// <summary>Those of them that the verifier did not confirm.</summary>
    public int ClaimsNotVerified { get; init; }

    /// <summary>What it used of the envelope.</summary>
    public Usage Usage { get; init; }

    /// <summary>How long its consults and attempts took together.</summary>
    public TimeSpan Elapsed { get; init; }

    internal byte LevelsLeft { get; init; }

    /// <summary>Whether the case is in the denominators: it ended, was not cancelled, and could be verified.</summary>
    public bool Counts => !IsOpen
        && Outcome.Kind != OutcomeKind.Cancelled
        && Outcome.Reason != UnresolvedReason.Unverifiable;

    /// <summary>Whether the case was worked on at a level and left it: resolved, escalated or unresolved there. A level that was skipped, or
    /// passed since it has nobody to ask, was not entered.</summary>
    /// <param name="level">Level 1 to 4.</param>
    /// <returns>Whether the case is in the level's denominator.</returns>
    public bool Left(Level level) => Counts && (LevelsLeft & (1 << (int)level)) != 0;

    /// <summary>What a case adds.</summary>
    /// <param name="events">All events of one case so far, in order, from its CaseOpened on.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">The events do not begin with CaseOpened.</exception>
    public static CaseScore Of(ReadOnlySpan<CaseEvent> events)
    {
        CaseState state = default;
        var left = 0;
        var worked = false;
        var arrived = false;
        var claimed = false;
        var claims = 0;
        var unverified = 0;
        var ticks = 0L;
        foreach (var e in events)
        {
            var again = state.Has(Marks.VerifyAgain);
            if (!state.Apply(e))
            {
                continue;
            }

            switch (e)
            {
                case AttemptStarted or ConsultStarted:
                    worked = true;
                    break;
                case AttemptEnded x:
                    // A second verification says what came of the same claim, which counts once.
                    claims -= again && claimed ? 1 : 0;
                    unverified -= again && claimed ? 1 : 0;
                    claimed = x.Claimed || (again && claimed);
                    claims += claimed ? 1 : 0;
                    unverified += claimed && !x.Verdict.IsVerified ? 1 : 0;
                    ticks += x.Elapsed.Ticks;
                    break;
                case ConsultEnded x:
                    ticks += x.Elapsed.Ticks;
                    break;
                case Escalated x:
                    left |= worked || x.Cause != EscalationCause.NobodyAnswered ? 1 << (int)x.From : 0;
                    arrived |= x.To == Level.UserDecision;
                    worked = false;
                    break;
                case CaseClosed:
                    left |= 1 << (int)state.Level;
                    break;
                default:
                    break;
            }
        }

        if (state.Opened is not { } opened)
        {
            throw new ArgumentException("A score needs the events of a case from its CaseOpened on.", nameof(events));
        }

        return new()
        {
            Agent = opened.Agent,
            Class = opened.Failure.Class,
            Policy = opened.Policy,
            IsOpen = state.Status != CaseStatus.Closed,
            Outcome = state.Outcome,
            Arrived = arrived,
            Attempts = state.AllAttempts,
            Claims = claims,
            ClaimsNotVerified = unverified,
            Usage = state.Usage,
            Elapsed = new(ticks),
            LevelsLeft = (byte)left,
        };
    }

    /// <summary>What a case adds.</summary>
    /// <param name="events">All events of one case so far, in order, from its CaseOpened on.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">The events do not begin with CaseOpened.</exception>
    public static CaseScore Of(IReadOnlyList<CaseEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return Of([.. events]);
    }
}
