namespace AgentEscalation.Cases;

/// <summary>Where a case stands.</summary>
public enum CaseStatus
{
    /// <summary>Nothing has happened yet.</summary>
    None = 0,

    /// <summary>It climbs: a step can be done now.</summary>
    Open = 1,

    /// <summary>A card waits for the user.</summary>
    Waiting = 2,

    /// <summary>It has its outcome; nothing changes any more.</summary>
    Closed = 3,
}
