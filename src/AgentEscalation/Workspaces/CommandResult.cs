namespace AgentEscalation.Workspaces;

/// <summary>How a command ended.</summary>
public sealed record CommandResult
{
    /// <summary>The program's exit code, 128 plus the signal's number when a signal ended it, -1 when it did not start.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Standard output read as UTF-8, bytes that are none replaced by U+FFFD.</summary>
    public string StandardOutput { get; init; } = "";

    /// <summary>Standard error, read the same way.</summary>
    public string StandardError { get; init; } = "";

    /// <summary>From before the start to after the end.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The program was ended because its time was over.</summary>
    public bool TimedOut { get; init; }

    /// <summary>One of the streams was longer than <see cref="Command.MaxOutputBytes"/>: its middle is replaced by one line that says
    /// how many bytes are missing.</summary>
    public bool OutputTruncated { get; init; }

    /// <summary>Why the program did not start, for example because it is not installed; null when it did.</summary>
    public string? StartError { get; init; }

    /// <summary>The program started.</summary>
    public bool Started => StartError is null;

    /// <summary>The program started, was not ended by its time limit, and its exit code is 0.</summary>
    public bool Succeeded => Started && !TimedOut && ExitCode == 0;
}
