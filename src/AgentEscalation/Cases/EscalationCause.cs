namespace AgentEscalation.Cases;

/// <summary>Why a case moved up.</summary>
public enum EscalationCause
{
    /// <summary>The level's attempts are used up.</summary>
    AttemptsUsed = 0,

    /// <summary>The level's time is over.</summary>
    LevelTime = 1,

    /// <summary>The deadline leaves no room for another attempt.</summary>
    Deadline = 2,

    /// <summary>The envelope leaves no room for another attempt.</summary>
    Budget = 3,

    /// <summary>Nobody answered.</summary>
    NobodyAnswered = 4,

    /// <summary>The same error came back after the same approach.</summary>
    NoProgress = 5,

    /// <summary>The failure says that trying again is pointless.</summary>
    RetryIsPointless = 6,

    /// <summary>A trigger was named.</summary>
    Trigger = 7,

    /// <summary>A responder or the specialist said that it belongs higher up.</summary>
    BelongsHigherUp = 8,

    /// <summary>Somebody named a major decision.</summary>
    MajorDecision = 9,

    /// <summary>The level's own envelope is used up.</summary>
    LevelBudget = 10,
}
