namespace AgentEscalation.Routing;

/// <summary>What a run is doing.</summary>
public enum RunPhase
{
    /// <summary>It waits for one of the agent's concurrency slots.</summary>
    Queued = 0,

    /// <summary>The specialist works.</summary>
    Working = 1,

    /// <summary>The verifier judges.</summary>
    Verifying = 2,

    /// <summary>A responder is asked.</summary>
    Consulting = 3,

    /// <summary>An option of a decision card is tried in a copy.</summary>
    TryingOption = 4,

    /// <summary>A person is asked.</summary>
    Deciding = 5,

    /// <summary>The verified result is written to the user's folder.</summary>
    Applying = 6,
}
