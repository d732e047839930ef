using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>How a task can end.</summary>
public enum OutcomeKind
{
    /// <summary>Verified without any failure; no case was opened.</summary>
    Completed = 0,

    /// <summary>Verified after at least one failure, at <see cref="Outcome.Level"/>.</summary>
    Resolved = 1,

    /// <summary>Not verified, for <see cref="Outcome.Reason"/>.</summary>
    Unresolved = 2,

    /// <summary>The caller cancelled.</summary>
    Cancelled = 3,
}

/// <summary>Why a task ended Unresolved.</summary>
public enum UnresolvedReason
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>Every level was used up, the user's cards included.</summary>
    LadderExhausted = 1,

    /// <summary>The user chose to stop, or the safe default did.</summary>
    Stopped = 2,

    /// <summary>The last card expired and the policy says that this ends the task.</summary>
    CardExpired = 3,

    /// <summary>The verifier could not say anything, twice.</summary>
    Unverifiable = 4,

    /// <summary>The user's files changed meanwhile; the patch is kept.</summary>
    WorkspaceChanged = 5,

    /// <summary>The verified result could not be written; the patch is kept.</summary>
    ApplyFailed = 6,

    /// <summary>A registered specialist or verifier is not there any more at resume.</summary>
    SpecialistMissing = 7,
}

/// <summary>How a task ended; final.</summary>
/// <param name="Kind">The kind of end.</param>
/// <param name="Level">The level that resolved it, or that it stood at; None when no case was opened.</param>
/// <param name="Reason">Why it is Unresolved; None otherwise.</param>
public readonly record struct Outcome(OutcomeKind Kind, Level Level = Level.None, UnresolvedReason Reason = UnresolvedReason.None)
{
    /// <summary>Verified without any failure.</summary>
    public static Outcome Completed => default;

    /// <summary>Whether the result was verified: Completed or Resolved.</summary>
    public bool IsVerified => Kind is OutcomeKind.Completed or OutcomeKind.Resolved;

    /// <summary>Verified at a level.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The outcome.</returns>
    public static Outcome Resolved(Level level) => new(OutcomeKind.Resolved, level);

    /// <summary>Not verified.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="level">The level it stood at.</param>
    /// <returns>The outcome.</returns>
    public static Outcome Unresolved(UnresolvedReason reason, Level level) => new(OutcomeKind.Unresolved, level, reason);

    /// <summary>The caller cancelled.</summary>
    /// <param name="level">The level it stood at.</param>
    /// <returns>The outcome.</returns>
    public static Outcome Cancelled(Level level) => new(OutcomeKind.Cancelled, level);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        OutcomeKind.Resolved => $"Resolved at level {(int)Level}",
        OutcomeKind.Unresolved => $"Unresolved ({Reason})",
        _ => Kind.ToString(),
    };
}
