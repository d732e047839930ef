namespace AgentEscalation.Workspaces;

/// <summary>Files that are on the disk when the call returns.</summary>
internal static class DurableFile
{
    /// <summary>Writes a new file; its folder's entry still has to be synced.</summary>
    public static void Create(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        File.Delete(path);
        using var handle = FileModes.Create(path, mode);
        RandomAccess.Write(handle, content, 0);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Puts a content in a file's place in one step.</summary>
    public static void Replace(string path, string temporary, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        Create(temporary, content, mode);
        File.Move(temporary, path, overwrite: true);
        Libc.Sync(Path.GetDirectoryName(path)!);
    }
}
