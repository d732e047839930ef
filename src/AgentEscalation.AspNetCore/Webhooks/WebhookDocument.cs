using AgentEscalation.AspNetCore.Answers;

namespace AgentEscalation.AspNetCore.Webhooks;

/// <summary>The message about a card. Texts in it are untrusted.</summary>
internal sealed record WebhookDocument
{
    public const string Issued = "decision-card.issued";

    public required string Type { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required WebhookCard Data { get; init; }
}

/// <summary>The card, with the links of the recipient where there are some.</summary>
internal sealed record WebhookCard
{
    public required CardDocument Card { get; init; }

    /// <summary>By the key of the option.</summary>
    public Dictionary<string, Uri>? Links { get; init; }
}
