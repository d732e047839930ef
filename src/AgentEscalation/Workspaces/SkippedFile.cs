namespace AgentEscalation.Workspaces;

/// <summary>Something in the user's folder that a private copy leaves out although nothing ignores it.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Reason">Why, as the end of a sentence that begins with the path.</param>
public sealed record SkippedFile(string Path, string Reason);
