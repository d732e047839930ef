namespace AgentEscalation.Cases;

/// <summary>A file of the private copy as it differs from the original.</summary>
/// <param name="Path">Relative path with forward slashes.</param>
/// <param name="Content">The content; null when the file was deleted.</param>
public sealed record CaseFile(string Path, ReadOnlyMemory<byte>? Content)
{
    /// <summary>Digest of the original that it differs from; null when the file is new, or when it is not known.</summary>
    public string? Original { get; init; }

    /// <summary>Unix mode bits; null when they are not known.</summary>
    public int? Mode { get; init; }
}
