namespace AgentEscalation.Workspaces;

/// <summary>Knows which parts of a file belong to the verifier, for example a test module inside a source file. Called from one thread at
/// a time per workspace; must not throw on any text.</summary>
public interface IProtectedRegions
{
    /// <summary>Compares a file's original with its edited text.</summary>
    /// <param name="path">Path relative to the root, with forward slashes.</param>
    /// <param name="original">The original text; null when the file is new.</param>
    /// <param name="edited">The edited text; null when the file was deleted.</param>
    /// <returns>What was touched, or null when every protected region is as it was.</returns>
    ProtectedRegionHit? Check(string path, string? original, string? edited);
}
