namespace AgentEscalation.Cases;

/// <summary>A file of the private copy as it differs from the original.</summary>
/// <param name="Path">Relative path with forward slashes.</param>
/// <param name="Content">The content; null when the file was deleted.</param>
public sealed record CaseFile(string Path, ReadOnlyMemory<byte>? Content);
