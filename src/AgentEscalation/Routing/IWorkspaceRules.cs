using AgentEscalation.Workspaces;

namespace AgentEscalation.Routing;

/// <summary>What a verifier implements besides <see cref="IVerifier"/> when it has inputs of its own in the workspace (tests, build scripts,
/// manifests): they come from the original when it judges, so that nobody passes by editing them.</summary>
public interface IWorkspaceRules
{
    /// <summary>Adds the verifier's rules.</summary>
    /// <param name="task">The task, its folder included.</param>
    /// <param name="options">The options so far; what the task may edit is in them already.</param>
    /// <returns>The options to open the workspace with.</returns>
    WorkspaceOptions RulesFor(AgentTask task, WorkspaceOptions options);
}
