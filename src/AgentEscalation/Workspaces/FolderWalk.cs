using System.IO.Enumeration;

namespace AgentEscalation.Workspaces;

/// <summary>A file or link found in a folder.</summary>
/// <param name="Path">Relative to the folder, forward slashes.</param>
/// <param name="IsLink">A symbolic link, to a file or a folder.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Written">Last write, UTC.</param>
internal readonly record struct FoundFile(string Path, bool IsLink, long Length, DateTime Written);

/// <summary>All files of a folder without what builds make and versions control, recognised by their names.</summary>
internal static class FolderWalk
{
    public static IEnumerable<FoundFile> Files(string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        return new FileSystemEnumerable<FoundFile>(
            root,
            (ref FileSystemEntry e) => new(Relative(ref e), IsLink(ref e), e.IsDirectory ? 0 : e.Length, e.LastWriteTimeUtc.UtcDateTime),
            options)
        {
            ShouldRecursePredicate = static (ref FileSystemEntry e) => !IsLink(ref e) && !IsLeftOut(e.Directory, e.FileName),
            ShouldIncludePredicate = static (ref FileSystemEntry e) => !e.IsDirectory || IsLink(ref e),
        };
    }

    /// <summary>The folder holds results of a build or a version control's data. Names that could also be somebody's sources count only
    /// beside the file of the tool that makes them.</summary>
    public static bool IsLeftOut(ReadOnlySpan<char> parent, ReadOnlySpan<char> name) => name switch
    {
        ".git" or ".hg" or ".svn" or "node_modules" or "__pycache__" => true,
        "target" => Exists(parent, "Cargo.toml") || Exists(parent, "pom.xml"),
        "bin" or "obj" => HasProject(parent),
        _ => false,
    };

    private static bool Exists(ReadOnlySpan<char> folder, string name) => File.Exists(Path.Join(folder, name));

    private static bool HasProject(ReadOnlySpan<char> folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder.ToString(), "*.*proj"))
        {
            if (Path.GetExtension(file.AsSpan()) is ".csproj" or ".fsproj" or ".vbproj")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None;

    private static string Relative(ref FileSystemEntry entry)
    {
        var folder = entry.Directory[Math.Min(entry.RootDirectory.Length, entry.Directory.Length)..].TrimStart(Path.DirectorySeparatorChar);
        var path = folder.IsEmpty ? entry.FileName.ToString() : $"{folder}/{entry.FileName}";
        return OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
    }
}
