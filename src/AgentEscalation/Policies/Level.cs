namespace AgentEscalation.Policies;

/// <summary>A rung of the ladder. Levels never go down within a case.</summary>
public enum Level
{
    /// <summary>No level: the case has not entered the ladder yet, or the task's first work without guidance.</summary>
    None = 0,

    /// <summary>Level 1: the specialist tries again with its own recovery table and the memory of verified resolutions.</summary>
    SelfRecovery = 1,

    /// <summary>Level 2: a coordinator answers a report; the specialist acts on the answer.</summary>
    PeerConsultation = 2,

    /// <summary>Level 3: the tech lead or a systems architect answers a report; the specialist acts on the answer.</summary>
    ArchitectureReview = 3,

    /// <summary>Level 4: a person picks one of the design options.</summary>
    UserDecision = 4,
}
