using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>A client that serves a model.</summary>
/// <param name="Name">The client's name; empty for the one that has none.</param>
/// <param name="ModelId">The model that the client says it asks; null when it does not say.</param>
/// <param name="Client">The client.</param>
/// <param name="Price">What it costs; null when no price is known.</param>
public sealed record ServedModel(string Name, string? ModelId, IChatClient Client, ModelPrice? Price)
{
    /// <summary>For people: the client's name and its model.</summary>
    /// <returns>For example <c>openai (gpt-4o-mini)</c>.</returns>
    public override string ToString() => (Name, ModelId) switch
    {
        ("", null) => "the chat client",
        ("", { } model) => model,
        (_, null) => Name,
        _ => $"{Name} ({ModelId})",
    };
}
