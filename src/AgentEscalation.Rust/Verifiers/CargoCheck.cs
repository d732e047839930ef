using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Verifiers;

/// <summary>Judges a crate or workspace folder with cargo, offline, keeping its target folder warm. Safe to use from several threads
/// on different folders; cargo itself serialises runs that share a target folder.</summary>
/// <param name="runner">Runs the commands.</param>
/// <param name="options">Limits; null for the defaults.</param>
public sealed class CargoCheck(ICommandRunner runner, RustToolOptions? options = null)
{
    private const string HowToInstall = "Install the Rust toolchain: the package rustup or cargo of this system, or the rustup installer.";

    private readonly RustToolOptions _options = options ?? new();

    /// <summary>Builds, and for <see cref="CargoVerb.Test"/> runs, what is in a folder.</summary>
    /// <param name="folder">The folder with the manifest.</param>
    /// <param name="verb">What is asked.</param>
    /// <param name="cancellationToken">Ends the tools and what they started.</param>
    /// <returns>The result. A manifest or tool that is missing is Unverifiable.</returns>
    public async ValueTask<RustCheck> RunAsync(string folder, CargoVerb verb, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(folder, "Cargo.toml")))
        {
            return RustCheck.Unverifiable($"'{folder}' is not a crate: it has no Cargo.toml. Name the folder of the crate or workspace.");
        }

        var command = verb switch
        {
            CargoVerb.Test => RustCommands.BuildTests(folder, _options),
            CargoVerb.Clippy => RustCommands.Clippy(folder, _options),
            _ => RustCommands.Check(folder, _options),
        };
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (Missing(result) is { } missing)
        {
            return RustCheck.Unverifiable(missing);
        }

        var build = RustChecks.OfBuild(result, verb == CargoVerb.Clippy ? IsErrorOrUnsafe : IsError);
        if (verb != CargoVerb.Test || !build.Passed)
        {
            return build;
        }

        var tests = await runner.RunAsync(RustCommands.RunTests(folder, _options), cancellationToken).ConfigureAwait(false);
        return Missing(tests) is { } gone ? RustCheck.Unverifiable(gone) : RustChecks.OfTests(build, tests);
    }

    /// <summary>Type-checks a folder, test code included, without building: the fastest answer to "would it compile".</summary>
    /// <param name="folder">The folder with the manifest.</param>
    /// <param name="verb">What the answer has to stand for.</param>
    /// <param name="cancellationToken">Ends the tools and what they started.</param>
    /// <returns>The result; tests are not run.</returns>
    internal async ValueTask<RustCheck> CompileAsync(string folder, CargoVerb verb, CancellationToken cancellationToken)
    {
        if (verb == CargoVerb.Clippy)
        {
            return await RunAsync(folder, verb, cancellationToken).ConfigureAwait(false);
        }

        var command = RustCommands.Check(folder, _options, tests: verb == CargoVerb.Test);
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return Missing(result) is { } missing ? RustCheck.Unverifiable(missing) : RustChecks.OfBuild(result, IsError);
    }

    internal static string? Missing(CommandResult result)
    {
        if (!result.Started)
        {
            return $"{result.StartError} {HowToInstall}";
        }

        // A rustup proxy without a toolchain, or a cargo without the sub-command.
        var text = result.StandardError;
        return result.ExitCode == 0 ? null
            : text.StartsWith("error: no such command: `clippy`", StringComparison.Ordinal)
                || text.StartsWith("error: 'cargo-clippy' is not installed", StringComparison.Ordinal)
                ? "cargo has no clippy. Install it with: rustup component add clippy"
            : text.StartsWith("error: rustup could not choose a version", StringComparison.Ordinal)
                || text.StartsWith("error: toolchain '", StringComparison.Ordinal)
                || text.StartsWith("error: could not execute process `rustc", StringComparison.Ordinal)
                ? $"There is no usable Rust toolchain: {FirstLine(text)} {HowToInstall}"
            : null;
    }

    private static string FirstLine(string text) => text.AsSpan().Trim() is var trimmed && trimmed.IndexOf('\n') is > 0 and var end
        ? trimmed[..end].ToString() : text.Trim();

    private static bool IsError(RustDiagnostic diagnostic) => diagnostic.IsError;

    private static bool IsErrorOrUnsafe(RustDiagnostic diagnostic) => diagnostic.IsError
        || (diagnostic.Severity == "warning" && diagnostic.Code is not null && ErrorClasses.Of(diagnostic) == ErrorClass.UnsafeCode);
}
