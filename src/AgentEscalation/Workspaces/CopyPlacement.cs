namespace AgentEscalation.Workspaces;

/// <summary>A file of a copy as it was last seen.</summary>
internal readonly record struct KnownFile(long Length, DateTime Written, DateTime Seen, ContentDigest Digest)
{
    /// <summary>A file written this shortly before it was looked at may be written again without its time or length showing it.</summary>
    private static readonly TimeSpan Racy = TimeSpan.FromMilliseconds(100);

    public bool IsStill(in FoundFile file) => file.Length == Length && file.Written == Written && Written < Seen - Racy;
}

/// <summary>Fills the new, empty folder of a copy with originals.</summary>
internal sealed class CopyPlacement(string folder)
{
    private string? _madeFolder;

    /// <summary>The system's clock, since it is compared with the file system's.</summary>
    public static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    public string Folder => folder;

    public Dictionary<string, KnownFile> Known { get; } = new(StringComparer.Ordinal);

    public void Place(string path, ReadOnlyMemory<byte> content, OriginalFile file)
    {
        var full = Path.Combine(folder, path);
        var parent = Path.GetDirectoryName(full)!;
        if (parent != _madeFolder)
        {
            Directory.CreateDirectory(parent);
            _madeFolder = parent;
        }

        using var handle = FileModes.Create(full, file.Mode);
        RandomAccess.Write(handle, content.Span, 0);
        Known[path] = new(content.Length, File.GetLastWriteTimeUtc(handle), Now, file.Digest);
    }
}
