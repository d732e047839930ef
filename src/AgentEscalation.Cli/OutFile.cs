namespace AgentEscalation.Cli;

/// <summary>Files that a command writes its results to.</summary>
internal static class OutFile
{
    /// <summary>Makes sure that a file can be written, before the work starts, and leaves what is in it alone.</summary>
    /// <param name="path">The path as given; null when none was.</param>
    /// <param name="option">The option that gave it.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static void Require(string? path, string option)
    {
        if (path is null)
        {
            return;
        }

        var isNew = !File.Exists(path);
        Open(path, option, FileMode.OpenOrCreate).Dispose();
        if (isNew)
        {
            File.Delete(path);
        }
    }

    /// <summary>Opens a file, empty; every line that is written is on its way to the disk at once.</summary>
    /// <param name="path">The path as given.</param>
    /// <param name="option">The option that gave it.</param>
    /// <returns>The file.</returns>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static StreamWriter Create(string path, string option) =>
        new(Open(path, option, FileMode.Create)) { AutoFlush = true, NewLine = "\n" };

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">The path as given.</param>
    /// <param name="option">The option that gave it.</param>
    /// <param name="lines">What goes in.</param>
    /// <exception cref="BadInputException">It cannot be written, for example because the disk is full.</exception>
    public static void Write(string path, string option, IEnumerable<string> lines)
    {
        try
        {
            using var file = Create(path, option);
            foreach (var line in lines)
            {
                file.WriteLine(line);
            }
        }
        catch (IOException e)
        {
            throw Cannot(path, option, e);
        }
    }

    private static FileStream Open(string path, string option, FileMode mode)
    {
        try
        {
            return new(path, mode, FileAccess.Write, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Cannot(path, option, e);
        }
    }

    private static BadInputException Cannot(string path, string option, Exception e) => new(
        $"'{path}' cannot be written", $"{option}: {e.Message.TrimEnd('.')}", "Name a file in a folder that exists, may be written and has room.");
}
