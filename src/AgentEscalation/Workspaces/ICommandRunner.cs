namespace AgentEscalation.Workspaces;

/// <summary>Runs a program with a time and an output limit and leaves no process of it behind.</summary>
public interface ICommandRunner
{
    /// <summary>Runs a command to its end. A program that cannot be started, fails or runs out of time is a value, never an exception.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="cancellationToken">Ends the program and everything it started.</param>
    /// <returns>Exit code, output and whether a limit was hit.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the program and everything it started are gone by then.</exception>
    ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancellationToken);
}
