namespace AgentEscalation.Workspaces;

/// <summary>An edit touched a part of a file that belongs to the verifier.</summary>
/// <param name="Reason">What was touched, in a sentence for the specialist.</param>
/// <param name="Restored">The edited text with the original's regions put back; null when that cannot be done, and then the whole
/// original file is used.</param>
public sealed record ProtectedRegionHit(string Reason, string? Restored);
