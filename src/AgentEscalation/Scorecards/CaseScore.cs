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

    /// <summary>What the task used of the envelope, its first work included.</summary>
    public Usage Usage { get; init; }

    /// <summary>How long its consults and attempts took together.</summary>
    public TimeSpan Elapsed { get; init; }

    internal byte LevelsLeft { get; init; }

    internal LevelUsage Used { get; init; }

    /// <summary>Whether the case is in the denominators: it ended, was not cancelled, and could be verified.</summary>
    public bool Counts => !IsOpen
        && Outcome.Kind != OutcomeKind.Cancelled
        && Outcome.Reason != UnresolvedReason.Unverifiable;

    /// <summary>Whether the case was worked on at a level and left it: resolved, escalated or unresolved there. A level that was skipped, or
    /// passed since it has nobody to ask, was not entered.</summary>
    /// <param name="level">Level 1 to 4.</param>
    /// <returns>Whether the case is in the level's denominator.</returns>
    public bool Left(Level level) => Counts && (LevelsLeft & (1 << (int)level)) != 0;

    /// <summary>What the consults and attempts of a level used.</summary>
    /// <param name="level">Level 1 to 4; None: the first work.</param>
    /// <returns>The usage.</returns>
    public Usage UsageAt(Level level) => level == Level.None
        ? Usage - Used.At(Level.SelfRecovery) - Used.At(Level.PeerConsultation) - Used.At(Level.ArchitectureReview) - Used.At(Level.UserDecision)
        : Used.At(level);

    /// <summary>What a case adds.</summary>
    /// <param name="events">All events of one case so far, in order, from its CaseOpened on.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">The events do not begin with CaseOpened.</exception>
    public static CaseScore Of(ReadOnlySpan<CaseEvent> events)
    {
        CaseState state = default;
        ScoreFold fold = default;
        foreach (var e in events)
        {
            fold.Apply(ref state, e);
        }

        return state.Opened is null
            ? throw new ArgumentException("A score needs the events of a case from its CaseOpened on.", nameof(events))
            : fold.ToScore(in state);
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
