namespace AgentEscalation.Cli;

/// <summary>Files that a command writes its results to.</summary>
internal static class OutFile
{
    /// <summary>Opens a file before the work starts, so that an impossible path costs no work.</summary>
    /// <param name="path">The path as given.</param>
    /// <param name="option">The option that gave it.</param>
    /// <returns>The file, empty; every line that is written is on its way to the disk at once.</returns>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static StreamWriter Create(string path, string option)
    {
        try
        {
            return new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true, NewLine = "\n" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException(
                $"'{path}' cannot be written", $"{option}: {e.Message.TrimEnd('.')}", "Name a file in a folder that exists and may be written.");
        }
    }
}
