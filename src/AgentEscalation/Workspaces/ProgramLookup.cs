namespace AgentEscalation.Workspaces;

/// <summary>Finds the file behind a program's name the way the child would, so that "not installed" is known before anything starts.</summary>
internal static class ProgramLookup
{
    /// <summary>Finds a program.</summary>
    /// <param name="name">Name, relative or absolute path.</param>
    /// <param name="workingDirectory">What a relative path is relative to.</param>
    /// <param name="path">The child's PATH.</param>
    /// <param name="error">Why there is none.</param>
    /// <returns>The absolute path, or null.</returns>
    public static string? Find(string name, string workingDirectory, string? path, out string? error)
    {
        error = null;
        if (name.AsSpan().IndexOfAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) >= 0)
        {
            var full = Path.GetFullPath(name, workingDirectory);
            foreach (var candidate in Candidates(full))
            {
                if (IsProgram(candidate))
                {
                    return candidate;
                }
            }

            error = File.Exists(full)
                ? $"'{full}' is not executable."
                : $"The program '{full}' does not exist.";
            return null;
        }

        foreach (var folder in (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            // A relative entry would let the workspace choose which program runs.
            if (!Path.IsPathFullyQualified(folder))
            {
                continue;
            }

            foreach (var candidate in Candidates(Path.Combine(folder, name)))
            {
                if (IsProgram(candidate))
                {
                    return candidate;
                }
            }
        }

        error = $"The program '{name}' was not found on PATH. Install it, or add its folder to PATH.";
        return null;
    }

    private static string[] Candidates(string file) =>
        OperatingSystem.IsWindows() && !Path.HasExtension(file) ? [file + ".exe", file + ".cmd", file + ".bat"] : [file];

    private static bool IsProgram(string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return (File.GetUnixFileMode(file) & Execute) != UnixFileMode.None;
    }
}
