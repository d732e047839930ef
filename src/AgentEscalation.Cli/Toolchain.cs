using AgentEscalation.Workspaces;

namespace AgentEscalation.Cli;

/// <summary>Looks for the tools of the verifier before anything else happens.</summary>
internal static class Toolchain
{
    /// <summary>What to do when there is no cargo.</summary>
    public const string HowToInstall =
        "Install the Rust toolchain, for example with `apt-get install cargo` or from https://rustup.rs, and see that its folder is on PATH.";

    /// <summary>Makes sure that cargo is there.</summary>
    /// <param name="runner">Runs it.</param>
    /// <param name="clippy">Whether clippy is needed too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BadInputException">It is not.</exception>
    public static async ValueTask RequireCargoAsync(ICommandRunner runner, bool clippy, CancellationToken cancellationToken)
    {
        await RequireAsync(runner, ["--version"], "cargo", HowToInstall, cancellationToken).ConfigureAwait(false);
        if (clippy)
        {
            await RequireAsync(
                runner, ["clippy", "--version"], "cargo clippy", "Install it with: rustup component add clippy", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask RequireAsync(
        ICommandRunner runner, string[] arguments, string name, string mend, CancellationToken cancellationToken)
    {
        var command = new Command { FileName = "cargo", Arguments = [.. arguments], WorkingDirectory = Path.GetTempPath() };
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.Started)
        {
            throw new BadInputException($"The verifier {name} is missing", result.StartError?.TrimEnd('.'), mend);
        }

        if (result.ExitCode != 0)
        {
            throw new BadInputException($"The verifier {name} does not work", Printable.Line(result.StandardError), mend);
        }
    }
}
