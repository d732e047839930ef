using System.Collections.Immutable;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Verifiers;

/// <summary>The commands that are ever run. Cargo runs build scripts and procedural macros: code of the workspace's owner.</summary>
internal static class RustCommands
{
    // Warn rather than deny: a denied lint would hide the lints behind it.
    private static readonly string[] UnsafeLints =
    [
        "unsafe_op_in_unsafe_fn", "static_mut_refs", "unused_unsafe", "missing_unsafe_on_extern", "clippy::undocumented_unsafe_blocks",
        "clippy::missing_safety_doc", "clippy::not_unsafe_ptr_arg_deref",
    ];

    public static Command Check(string folder, RustToolOptions options, bool tests = false) => Cargo(
        folder, options, options.BuildTimeout, ["check", "--workspace", "--keep-going", "--message-format=json", .. tests ? (string[])["--tests"] : []]);

    public static Command BuildTests(string folder, RustToolOptions options) => Cargo(
        folder, options, options.BuildTimeout, ["test", "--workspace", "--no-run", "--message-format=json"]);

    public static Command RunTests(string folder, RustToolOptions options) => Cargo(
        folder, options, options.TestTimeout, ["test", "--workspace", "--no-fail-fast"]);

    public static Command Clippy(string folder, RustToolOptions options) => Cargo(
        folder,
        options,
        options.BuildTimeout,
        ["clippy", "--workspace", "--keep-going", "--message-format=json", "--", .. UnsafeLints.SelectMany(l => (string[])["-W", l])]);

    public static Command Rustc(string folder, string file, string edition, string crateType, string output, RustToolOptions options) => new()
    {
        FileName = "rustc",
        WorkingDirectory = folder,
        Arguments =
        [
            "--edition", edition, "--crate-type", crateType, "--crate-name", "main", "--emit=metadata", "--error-format=json", "-o", output, file,
        ],
        Environment = Environment(options),
        Timeout = options.BuildTimeout,
        MaxOutputBytes = options.MaxOutputBytes,
    };

    public static ImmutableDictionary<string, string?> Environment(RustToolOptions options)
    {
        var environment = ImmutableDictionary<string, string?>.Empty
            .Add("CARGO_NET_OFFLINE", "true")
            .Add("CARGO_TERM_COLOR", "never")
            .Add("CARGO_TERM_PROGRESS_WHEN", "never")
            .Add("RUST_BACKTRACE", "0")
            .Add("RUST_LIB_BACKTRACE", "0")
            .Add("RUSTC_BOOTSTRAP", options.AllowUnstableFeatures ? "1" : null);
        return options.TargetFolder is { } target ? environment.Add("CARGO_TARGET_DIR", target) : environment;
    }

    private static Command Cargo(string folder, RustToolOptions options, TimeSpan timeout, ImmutableArray<string> arguments) => new()
    {
        FileName = "cargo",
        WorkingDirectory = folder,
        Arguments = arguments,
        Environment = Environment(options),
        Timeout = timeout,
        MaxOutputBytes = options.MaxOutputBytes,
    };
}
