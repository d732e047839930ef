using AgentEscalation.AspNetCore.Answers;

namespace AgentEscalation.AspNetCore;

/// <summary>A problem document, with what matters for a decision.</summary>
internal sealed record Problem
{
    /// <summary>A URN that programs tell problems apart by.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    /// <summary>The answer that counts.</summary>
    public DecidedDocument? Decided { get; init; }

    /// <summary>The card that waits now.</summary>
    public CardDocument? Card { get; init; }

    public string? Outcome { get; init; }
}
