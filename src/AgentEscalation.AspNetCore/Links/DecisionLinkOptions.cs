namespace AgentEscalation.AspNetCore;

/// <summary>How links that decide are signed.</summary>
public sealed class DecisionLinkOptions
{
    /// <summary>The configuration section that a host binds this from, and the name in messages.</summary>
    public const string Section = "AgentEscalation:Links";

    /// <summary>Where the host is reached from outside, with the prefix of the endpoints, for example
    /// <c>https://example.org/agent-escalation</c>.</summary>
    public Uri? Address { get; set; }

    /// <summary>The secret that links are signed with: Base64 of 32 random bytes or more, the same in every process that makes or takes links.
    /// Null: the host's data protection signs, whose keys then have to be shared and to last.</summary>
    public string? Key { get; set; }

    /// <summary>Earlier keys, whose links still count.</summary>
    public IList<string> OldKeys { get; } = [];

    /// <summary>How long a link counts, more than 0; never longer than its card.</summary>
    /// <value>7 days.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(7);
}
