namespace AgentEscalation.AspNetCore;

/// <summary>Who may use the endpoints, and how often.</summary>
public sealed class EscalationEndpointsOptions
{
    /// <summary>The authorization policy for everything; null for the host's default policy, which asks for somebody who is signed in.</summary>
    public string? Policy { get; set; }

    /// <summary>The authorization policy for answers, besides <see cref="Policy"/>; null for none.</summary>
    public string? DecidePolicy { get; set; }

    /// <summary>Lets everybody who reaches the host read cases and answer cards. Without it the host does not start unless it can tell who calls.
    /// For a machine that nobody else reaches.</summary>
    /// <value>False.</value>
    public bool AllowAnonymousAccess { get; set; }

    /// <summary>How many answers a caller may give in a minute, 1 or more; links count by their own address.</summary>
    /// <value>30.</value>
    public int AnswersPerMinute { get; set; } = 30;

    /// <summary>How many times a caller may read in a minute, 1 or more.</summary>
    /// <value>600.</value>
    public int ReadsPerMinute { get; set; } = 600;
}
