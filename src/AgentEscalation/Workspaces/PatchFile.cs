namespace AgentEscalation.Workspaces;

/// <summary>What a patch does to one file.</summary>
public sealed class PatchFile
{
    internal PatchFile(string path, ContentDigest? oldDigest, ReadOnlyMemory<byte>? oldContent, SnapshotFile file)
    {
        Path = path;
        OldDigest = oldDigest;
        OldContent = oldContent;
        NewContent = file.Content;
        NewDigest = file.Content is null ? null : file.Digest;
        Mode = file.Mode;
    }

    /// <summary>Relative to the root, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The original's digest; null when the file is new.</summary>
    public ContentDigest? OldDigest { get; }

    /// <summary>The original's content; null when the file is new.</summary>
    public ReadOnlyMemory<byte>? OldContent { get; }

    /// <summary>The digest after; null when the file is deleted.</summary>
    public ContentDigest? NewDigest { get; }

    /// <summary>The content after; null when the file is deleted.</summary>
    public ReadOnlyMemory<byte>? NewContent { get; }

    /// <summary>The permission bits of a new file; an existing one keeps those it has.</summary>
    internal UnixFileMode Mode { get; }
}
