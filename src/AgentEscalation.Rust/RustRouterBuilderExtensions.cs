using AgentEscalation.Routing;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>Puts the Rust specialist, its verifiers and its advisers into a router.</summary>
public static class RustRouterBuilderExtensions
{
    /// <summary>Repairs Rust without a model: every agent that has no specialist of its own works with <see cref="RustSpecialist"/>; tasks
    /// are judged by <c>cargo test</c>, or by the verifier they name: <c>cargo check</c>, <c>cargo test</c>, <c>cargo clippy</c>; reports
    /// are answered by <see cref="RustAdviser"/> under every name that has no adviser of its own.</summary>
    /// <param name="builder">The router's builder.</param>
    /// <param name="runner">Runs the tools; null: as processes of this system.</param>
    /// <returns>The builder.</returns>
    public static RouterBuilder UseRust(this RouterBuilder builder, ICommandRunner? runner = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        runner ??= new ProcessCommandRunner();
        var adviser = new RustAdviser();
        var test = new RustVerifier(CargoVerb.Test, runner);
        var options = new RustSpecialistOptions { Runner = runner };
        return builder
            .Specialist("", new RustSpecialist(options))
            .Options("", new RustOptions(options))
            .Advisers(_ => adviser)
            .Verifier("", test)
            .Verifier("cargo test", test)
            .Verifier("cargo check", new RustVerifier(CargoVerb.Check, runner))
            .Verifier("cargo clippy", new RustVerifier(CargoVerb.Clippy, runner));
    }
}
