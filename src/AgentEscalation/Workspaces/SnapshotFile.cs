namespace AgentEscalation.Workspaces;

/// <summary>A file that differs from the original.</summary>
internal sealed class SnapshotFile
{
    private SnapshotFile(ContentDigest? original, ReadOnlyMemory<byte>? content, ContentDigest digest, UnixFileMode mode)
    {
        Original = original;
        Content = content;
        Digest = digest;
        Mode = mode;
    }

    /// <summary>The original's digest; null when the file is new.</summary>
    public ContentDigest? Original { get; }

    /// <summary>All of it; null when the file is deleted.</summary>
    public ReadOnlyMemory<byte>? Content { get; }

    /// <summary>The content's digest; the default when it is deleted.</summary>
    public ContentDigest Digest { get; }

    public UnixFileMode Mode { get; }

    public static SnapshotFile Written(ContentDigest? original, ReadOnlyMemory<byte> content, UnixFileMode mode) =>
        new(original, content, ContentDigest.Of(content.Span), mode);

    public static SnapshotFile Deleted(ContentDigest original, UnixFileMode mode) => new(original, null, default, mode);
}
