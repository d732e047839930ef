using AgentEscalation.Agents;

namespace AgentEscalation.Cli.Agents;

/// <summary>Turns paths that somebody typed into roots of a catalog.</summary>
internal static class AgentPaths
{
    /// <summary>A catalog of folders for looking agents up, with the ones that ship behind them.</summary>
    public static AgentCatalog Catalog(IEnumerable<string> folders) => AgentCatalog.Create(folders.Select(Folder));

    /// <summary>A folder that has to exist.</summary>
    public static AgentRoot Folder(string path)
    {
        try
        {
            return AgentRoot.FromDirectory(path);
        }
        catch (DirectoryNotFoundException)
        {
            throw new BadInputException("There is no such agent folder", path, "Give a folder with agent files.");
        }
    }

    /// <summary>One file that somebody named.</summary>
    public static AgentFile File(string path) => AgentFileReader.ReadFile(path);

    /// <summary>The roots of files and folders. A named file brings the files beside it, so that it can escalate to them.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="named">The full paths of the files that were asked for.</param>
    /// <returns>The roots, in the order of the paths.</returns>
    public static List<AgentRoot> Roots(IEnumerable<string> paths, out HashSet<string> named)
    {
        var asked = named = new HashSet<string>(StringComparer.Ordinal);
        var roots = new List<AgentRoot>();
        var files = new List<AgentFile>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var root = Folder(path);
                named.UnionWith(root.Files.Select(f => Path.GetFullPath(f.Path)));
                roots.Add(root);
            }
            else if (System.IO.File.Exists(path))
            {
                files.Add(File(path));
            }
            else
            {
                throw new BadInputException("There is no such file or folder", path, "Give an agent file or a folder with agent files.");
            }
        }

        foreach (var folder in files.GroupBy(f => Path.GetDirectoryName(Path.GetFullPath(f.Path))!, StringComparer.Ordinal))
        {
            var fresh = folder.DistinctBy(f => Path.GetFullPath(f.Path)).Where(f => !asked.Contains(Path.GetFullPath(f.Path))).ToList();
            var full = fresh.Select(f => Path.GetFullPath(f.Path)).ToHashSet(StringComparer.Ordinal);
            var beside = AgentRoot.FromDirectory(folder.Key, recursive: false).Files.Where(f => !full.Contains(Path.GetFullPath(f.Path)));
            roots.Add(AgentRoot.FromFiles(folder.Key, fresh.Concat(beside)));
            named.UnionWith(full);
        }

        return roots;
    }
}
