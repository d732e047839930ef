using System.Collections.Immutable;
using System.Reflection;

namespace AgentEscalation.Agents;

/// <summary>A place that agents come from: a directory, or the ones built into this package.</summary>
public sealed class AgentRoot
{
    private static readonly Lazy<AgentRoot> LazyBuiltIn = new(ReadBuiltIn);

    private AgentRoot(string name, ImmutableArray<AgentFile> files, bool isBuiltIn)
    {
        Name = name;
        IsBuiltIn = isBuiltIn;
        Files = [.. files.Select(f => f with { Content = f.Content with { Root = name } })];
    }

    /// <summary>The agents that ship with this package: rust-pro and those it escalates to.</summary>
    public static AgentRoot BuiltIn => LazyBuiltIn.Value;

    /// <summary>The directory, or "built-in".</summary>
    public string Name { get; }

    /// <summary>Whether this is <see cref="BuiltIn"/>.</summary>
    public bool IsBuiltIn { get; }

    /// <summary>Its files, those that are no agents included, by path.</summary>
    public ImmutableArray<AgentFile> Files { get; }

    /// <summary>Reads the <c>*.md</c> files of a directory, in an order that does not depend on the file system. A file that cannot be read is
    /// in <see cref="Files"/> as rejected, with the reason. Directories that are links, and <c>.git</c> and <c>node_modules</c>, are not entered.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="recursive">Whether the directories below belong to it too.</param>
    /// <returns>The root.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public static AgentRoot FromDirectory(string directory, bool recursive = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The agent directory '{directory}' does not exist.");
        }

        var files = AgentFileSystem.Enumerate(directory, recursive).Select(p => AgentFileSystem.Read(p, named: false));
        return new(directory, [.. files], isBuiltIn: false);
    }

    /// <summary>A root of files that were read by other means.</summary>
    /// <param name="name">What the root is called in messages.</param>
    /// <param name="files">Its files.</param>
    /// <returns>The root.</returns>
    public static AgentRoot FromFiles(string name, IEnumerable<AgentFile> files) =>
        new(name, [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)], isBuiltIn: false);

    private static AgentRoot ReadBuiltIn()
    {
        var assembly = typeof(AgentRoot).Assembly;
        var files = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("agents/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => AgentFileReader.Read(ReadResource(assembly, n), n));
        return new("built-in", [.. files], isBuiltIn: true);
    }

    private static byte[] ReadResource(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
