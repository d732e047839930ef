namespace AgentEscalation.Cli;

/// <summary>What the process returns. The numbers are a contract with scripts.</summary>
internal static class ExitCode
{
    /// <summary>Completed or resolved; for other commands: done.</summary>
    public const int Done = 0;

    /// <summary>The command itself broke: a bug, or a machine that ran out of something.</summary>
    public const int Broken = 1;

    /// <summary>Bad input: the message names the thing and the mend.</summary>
    public const int BadInput = 2;

    /// <summary>The task waits for a person's decision.</summary>
    public const int Waiting = 3;

    /// <summary>The task ended without a verified result.</summary>
    public const int Unresolved = 4;

    /// <summary>Ctrl+C or a termination signal.</summary>
    public const int Cancelled = 130;
}
