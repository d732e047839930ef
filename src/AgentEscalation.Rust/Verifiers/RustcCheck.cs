using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Verifiers;

/// <summary>Judges a single file with rustc, up to metadata: all errors of the language, no code generation. Safe to use from several
/// threads on different folders.</summary>
/// <param name="runner">Runs the commands.</param>
/// <param name="edition">The edition, such as <c>2021</c>.</param>
/// <param name="crateType"><c>bin</c> or <c>lib</c>.</param>
/// <param name="options">Limits; null for the defaults.</param>
public sealed class RustcCheck(ICommandRunner runner, string edition = "2021", string crateType = "bin", RustToolOptions? options = null)
{
    private readonly RustToolOptions _options = options ?? new();

    /// <summary>Compiles a file.</summary>
    /// <param name="folder">An existing folder; what rustc writes goes there too.</param>
    /// <param name="file">The file's name in the folder; diagnostics name it so.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    /// <returns>The result.</returns>
    public async ValueTask<RustCheck> RunAsync(string folder, string file, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(folder, file)))
        {
            return RustCheck.Unverifiable($"There is no file '{file}' in '{folder}'.");
        }

        var command = RustCommands.Rustc(folder, file, edition, crateType, Path.Combine(folder, "out.rmeta"), _options);
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return CargoCheck.Missing(result) is { } missing
            ? RustCheck.Unverifiable(missing)
            : RustChecks.OfBuild(result, d => d.IsError);
    }
}
