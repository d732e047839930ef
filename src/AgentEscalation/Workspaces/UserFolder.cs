namespace AgentEscalation.Workspaces;

/// <summary>Checks the folder that somebody named as a workspace.</summary>
internal static class UserFolder
{
    /// <returns>Its absolute path.</returns>
    public static string Check(string path, WorkspaceOptions options)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new WorkspaceException("The workspace's path is empty or no path. Name a folder.");
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (PathConfinement.FirstLink(root) is { } link)
        {
            var target = new FileInfo(link).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
            throw new WorkspaceException(
                $"The workspace '{root}' lies under a symbolic link: '{link}' points to '{target}'. Open '{target}{root[link.Length..]}' instead.");
        }

        if (File.Exists(root))
        {
            throw new WorkspaceException($"The workspace '{root}' is a file. Name the folder it is in: '{Path.GetDirectoryName(root)}'.");
        }

        if (!Directory.Exists(root))
        {
            throw new WorkspaceException($"The workspace '{root}' does not exist. Check the path.");
        }

        if (Path.GetDirectoryName(root) is null)
        {
            throw new WorkspaceException($"'{root}' is the root of the file system. Open a folder in it.");
        }

        CheckReadable(root);
        if (!Libc.IsWritable(root) || (!OperatingSystem.IsWindows() && FileModes.IsReadOnly(File.GetUnixFileMode(root))))
        {
            throw new WorkspaceException(
                $"The workspace '{root}' is read-only, so a repair could not be written to it. Change its permissions, or copy it to a folder of your own.");
        }

        if (options.ScratchFolder is { } scratch && PathConfinement.IsBelow(root, Path.GetFullPath(scratch)))
        {
            throw new WorkspaceException($"The scratch folder '{scratch}' is inside the workspace '{root}'. Put it elsewhere.");
        }

        return root;
    }

    private static void CheckReadable(string root)
    {
        try
        {
            using var entries = Directory.EnumerateFileSystemEntries(root).GetEnumerator();
            entries.MoveNext();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new WorkspaceException($"The workspace '{root}' cannot be read. Change its permissions.", e);
        }
    }
}
