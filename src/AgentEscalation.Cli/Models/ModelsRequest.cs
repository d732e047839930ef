namespace AgentEscalation.Cli.Models;

/// <summary>What <c>models</c> was asked.</summary>
/// <param name="Config">The file with providers; null: the usual one.</param>
/// <param name="Settings">Settings, each KEY=VALUE.</param>
/// <param name="Agents">A folder with agent files; null: those that ship.</param>
/// <param name="Timeout">How long to wait for an answer.</param>
internal sealed record ModelsRequest(string? Config, IReadOnlyList<string> Settings, string? Agents, TimeSpan Timeout);
