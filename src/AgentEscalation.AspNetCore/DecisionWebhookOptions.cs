namespace AgentEscalation.AspNetCore;

/// <summary>Where a message goes when a decision card is issued, and how it is signed.</summary>
public sealed class DecisionWebhookOptions
{
    /// <summary>The configuration section that a host binds this from, and the name in messages.</summary>
    public const string Section = "AgentEscalation:Webhook";

    /// <summary>Who gets the messages: an https address, or http on this machine.</summary>
    public Uri? Address { get; set; }

    /// <summary>The secret that both sides know: Base64 of 24 to 64 random bytes, <c>whsec_</c> before it or not. From the environment or user
    /// secrets, not from a file that is checked in.</summary>
    public string? Secret { get; set; }

    /// <summary>Whose links the message carries, one for each option, when AddDecisionLinks is there; null: no links. Who reads the message can then
    /// decide in this person's name.</summary>
    public string? Recipient { get; set; }

    /// <summary>How long one delivery may take, more than 0.</summary>
    /// <value>10 s.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
