namespace AgentEscalation.Workspaces;

/// <summary>Follows symbolic links by hand, so that a path's real place is known before anything opens it, also when its file does not
/// exist yet.</summary>
internal static class PathConfinement
{
    private const int MaxLinks = 40;

    /// <summary>The real place of a path below a root.</summary>
    /// <param name="root">Absolute, free of symbolic links.</param>
    /// <param name="relative">Path below it.</param>
    /// <param name="error">Why there is none.</param>
    /// <returns>An absolute path below the root, or null when links lead out of it.</returns>
    public static string? Resolve(string root, string relative, out string? error)
    {
        var real = Real(Path.Combine(root, relative), root.Length);
        error = real switch
        {
            null => $"'{relative}' runs in circles through symbolic links.",
            _ when !IsBelow(root, real) => $"'{relative}' leaves the workspace through a symbolic link, to '{real}'.",
            _ => null,
        };
        return error is null ? real : null;
    }

    /// <summary>The first component of a path that is a symbolic link.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="after">How many of its characters are known to be free of links.</param>
    /// <returns>The component's absolute path, or null.</returns>
    public static string? FirstLink(string path, int after = 0)
    {
        for (var end = NextEnd(path, after); end > 0; end = NextEnd(path, end))
        {
            var component = path[..end];
            if (new FileInfo(component).LinkTarget is not null)
            {
                return component;
            }
        }

        return null;
    }

    /// <summary>The absolute path with every link followed, name by name, since <c>..</c> behind a link means the target's parent.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="known">How many of its first characters are known to be free of links.</param>
    /// <returns>The path, or null when there are too many links.</returns>
    private static string? Real(string path, int known)
    {
        var links = 0;
        var pending = new Stack<string>();
        Push(pending, path[known..]);
        var resolved = path[..known];
        while (pending.TryPop(out var name))
        {
            if (name == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            var next = Path.Combine(resolved, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                return null;
            }

            if (Path.IsPathRooted(target))
            {
                resolved = Path.GetPathRoot(target)!;
                target = target[resolved.Length..];
            }

            Push(pending, target);
        }

        return resolved;
    }

    private static void Push(Stack<string> pending, string path)
    {
        var names = path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        for (var i = names.Length - 1; i >= 0; i--)
        {
            if (names[i] is not ("" or "."))
            {
                pending.Push(names[i]);
            }
        }
    }

    public static bool IsBelow(string root, string path) =>
        path.Length > root.Length && path.StartsWith(root, StringComparison.Ordinal)
        && (path[root.Length] == Path.DirectorySeparatorChar || Path.EndsInDirectorySeparator(root));

    private static int NextEnd(string path, int after)
    {
        if (after >= path.Length)
        {
            return -1;
        }

        var next = path.IndexOf(Path.DirectorySeparatorChar, after + 1);
        return next < 0 ? path.Length : next;
    }
}
