namespace AgentEscalation.Workspaces;

/// <summary>A change of the verifier's inputs that was taken back before judging.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Reason">What was taken back, in a sentence.</param>
public sealed record ProtectedChange(string Path, string Reason);
