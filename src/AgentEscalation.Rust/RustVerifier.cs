using AgentEscalation.Cases;
using AgentEscalation.Routing;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>Judges a crate or workspace with the real toolchain: <c>cargo check</c>, <c>cargo test</c> or <c>cargo clippy</c>, offline. It
/// builds in a target folder beside the private copy, so the first build of a case is cold and the later ones are warm. Cargo runs
/// build scripts and procedural macros: code of the workspace's owner. Thread-safe.</summary>
public sealed class RustVerifier : IVerifier, IWorkspaceRules
{
    private readonly ICommandRunner _runner;
    private readonly RustToolOptions _options;

    /// <summary>A verifier.</summary>
    /// <param name="verb">What is asked of cargo.</param>
    /// <param name="runner">Runs the commands; null: as processes of this system.</param>
    /// <param name="options">Limits; null for the defaults. The target folder is chosen for each copy.</param>
    public RustVerifier(CargoVerb verb, ICommandRunner? runner = null, RustToolOptions? options = null) =>
        (Verb, _runner, _options) = (verb, runner ?? new ProcessCommandRunner(), options ?? new());

    /// <summary>It compiles.</summary>
    public static RustVerifier Check { get; } = new(CargoVerb.Check);

    /// <summary>It compiles and all tests pass.</summary>
    public static RustVerifier Test { get; } = new(CargoVerb.Test);

    /// <summary>It compiles and no lint about unsafe code fires.</summary>
    public static RustVerifier Clippy { get; } = new(CargoVerb.Clippy);

    /// <summary>What is asked of cargo.</summary>
    public CargoVerb Verb { get; }

    /// <inheritdoc/>
    public async ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Workspace is not { } copy)
        {
            return Verdict.Unverifiable("The task has no workspace. Name the folder of the crate.");
        }

        var options = RustWorkplace.Bound(_options with { TargetFolder = copy.CacheFolder("target") }, attempt.TimeLeft);
        using var locked = new LockFile(copy.Folder);
        var check = await new CargoCheck(_runner, options).RunAsync(copy.Folder, Verb, cancellationToken).ConfigureAwait(false);
        return RustVerdict.Of(check, Verb, copy);
    }

    /// <inheritdoc/>
    public WorkspaceOptions RulesFor(AgentTask task, WorkspaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with
        {
            Protected = [.. options.Protected, .. RustWorkplace.VerifiersInputs],
            Regions = options.Regions ?? new RustTestRegions(),
            // Libraries often do not track it; without it an offline build may pick versions that are not there.
            AlsoCopy = [.. options.AlsoCopy, "Cargo.lock"],
        };
    }
}
