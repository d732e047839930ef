using System.Collections.Immutable;

namespace AgentEscalation.Policies;

/// <summary>The rules of a ladder, complete: levels 1 to 4, deadline, envelope, recovery table. Immutable; safe to share.</summary>
public sealed record EscalationPolicy
{
    /// <summary>2 attempts in 5 minutes; 1 consult and attempt in 10 minutes; 1 in 15 minutes; then the user, with three cards at most.
    /// Targets 70 %, 80 % of the remaining, 90 % of the remaining, fewer than 2 % of tasks. No responders: add them per level.</summary>
    public static EscalationPolicy Default { get; } = new();

    /// <summary>Level 1.</summary>
    public LevelPolicy SelfRecovery { get; init; } = new()
    {
        Level = Level.SelfRecovery,
        Title = "Self-recovery",
        Attempts = 2,
        Timeout = TimeSpan.FromMinutes(5),
        Target = new(TargetKind.ResolvedAtLevel, 70),
    };

    /// <summary>Level 2.</summary>
    public LevelPolicy PeerConsultation { get; init; } = new()
    {
        Level = Level.PeerConsultation,
        Title = "Peer consultation",
        Timeout = TimeSpan.FromMinutes(10),
        Target = new(TargetKind.ResolvedOfRemaining, 80),
    };

    /// <summary>Level 3.</summary>
    public LevelPolicy ArchitectureReview { get; init; } = new()
    {
        Level = Level.ArchitectureReview,
        Title = "Architecture review",
        Timeout = TimeSpan.FromMinutes(15),
        Target = new(TargetKind.ResolvedOfRemaining, 90),
    };

    /// <summary>Level 4.</summary>
    public LevelPolicy UserDecision { get; init; } = new()
    {
        Level = Level.UserDecision,
        Title = "User decision",
        Timeout = TimeSpan.FromMinutes(15),
        Target = new(TargetKind.ArrivalsBelow, 2),
    };

    /// <summary>Time for the whole task from its start, waiting for a person not counted; null: only the levels' own limits.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The budget of a task.</summary>
    public Envelope Envelope { get; init; } = Envelope.Unlimited;

    /// <summary>The specialist's recovery table.</summary>
    public ImmutableArray<ErrorRule> Errors { get; init; } = [];

    /// <summary>The fields of the report that go to the coordinator, in order.</summary>
    public ImmutableArray<string> ReportFields { get; init; } = ["Problem", "Attempted", "Error", "Context", "Request"];

    /// <summary>The rules of a level.</summary>
    /// <param name="level">Level 1 to 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is none of the four.</exception>
    public LevelPolicy this[Level level] => level switch
    {
        Level.SelfRecovery => SelfRecovery,
        Level.PeerConsultation => PeerConsultation,
        Level.ArchitectureReview => ArchitectureReview,
        Level.UserDecision => UserDecision,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Levels are 1 to 4."),
    };

    /// <summary>The row of the recovery table for an error, found by code first, then by class.</summary>
    /// <param name="errorClass">The failure's class; null when unknown.</param>
    /// <param name="code">The failure's code; null when it has none.</param>
    /// <returns>The row, or null when the table has none.</returns>
    public ErrorRule? RuleFor(string? errorClass, string? code)
    {
        foreach (var rule in Errors)
        {
            if (code is not null && rule.Codes.Contains(code))
            {
                return rule;
            }
        }

        foreach (var rule in Errors)
        {
            if (errorClass is not null && string.Equals(rule.Class, errorClass, StringComparison.Ordinal))
            {
                return rule;
            }
        }

        return null;
    }
}
