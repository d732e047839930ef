namespace AgentEscalation.Rust.Verifiers;

/// <summary>The files of a crate on disk, without what cargo and git keep there.</summary>
internal static class CrateFolder
{
    /// <summary>The files with their path from the folder, with <c>/</c>. Symbolic links are not followed.</summary>
    public static IEnumerable<(string Path, string Full)> Files(string folder)
    {
        var root = new DirectoryInfo(folder);
        var open = new Stack<DirectoryInfo>([root]);
        while (open.TryPop(out var at))
        {
            foreach (var entry in at.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (entry.LinkTarget is not null)
                {
                    continue;
                }

                if (entry is FileInfo)
                {
                    yield return (Path.GetRelativePath(root.FullName, entry.FullName).Replace('\\', '/'), entry.FullName);
                }
                else if (entry is DirectoryInfo below && below.Name != ".git" && !IsBuilt(below))
                {
                    open.Push(below);
                }
            }
        }
    }

    /// <summary>Whether a file judges the code rather than being judged.</summary>
    public static bool IsVerifiersInput(string path)
    {
        var parts = path.Split('/');
        return parts[^1] == "build.rs" || parts.SkipLast(1).Any(p => p is "tests" or "benches");
    }

    public static void Copy(string from, string to)
    {
        foreach (var (path, full) in Files(from))
        {
            var target = Path.Combine(to, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(full, target, overwrite: true);
        }
    }

    // Cargo marks its target folders, whatever their name.
    private static bool IsBuilt(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "CACHEDIR.TAG")) || File.Exists(Path.Combine(folder.FullName, ".rustc_info.json"));
}
