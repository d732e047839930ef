using AgentEscalation.Routing;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>The workspaces that the host registered, by name. A model chooses a name; folder and verifier are the host's.</summary>
internal sealed class Workplaces(AgentEscalationOptions options)
{
    public IReadOnlyList<string> Names { get; } = [.. options.Workspaces.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Why a workspace cannot be used; null when it can.</summary>
    public string? Fault(string? name) =>
        name is null ? null
        : options.Workspaces.ContainsKey(name) ? null
        : Names.Count == 0
            ? "The host registered no workspace, so there is none to name. The host adds one by AddWorkspace(name, path)."
            : $"There is no workspace '{Json.Bounded(name, 80)}'. Name one of these: {string.Join(", ", Names)}. "
                + "A path is no name; the host registers folders by AddWorkspace(name, path).";
}
