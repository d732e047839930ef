using AgentEscalation.DependencyInjection;
using AgentEscalation.Rust;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the Rust specialist, its verifiers and its advisers into a host.</summary>
public static class RustBuilderExtensions
{
    /// <summary>Repairs Rust without a model, under every name that has nobody of its own: see
    /// <see cref="RustRouterBuilderExtensions.UseRust"/>.</summary>
    /// <param name="builder">The builder of the host's ladder.</param>
    /// <param name="runner">Runs the tools; null: as processes of this system.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder UseRust(this IAgentEscalationBuilder builder, ICommandRunner? runner = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        runner ??= new ProcessCommandRunner();
        var test = new RustVerifier(CargoVerb.Test, runner);
        var options = new RustSpecialistOptions { Runner = runner };
        return builder
            .AddSpecialist("", new RustSpecialist(options))
            .AddOptionSource("", new RustOptions(options))
            .AddAdviser("", new RustAdviser())
            .AddVerifier("", test)
            .AddVerifier("cargo test", test)
            .AddVerifier("cargo check", new RustVerifier(CargoVerb.Check, runner))
            .AddVerifier("cargo clippy", new RustVerifier(CargoVerb.Clippy, runner));
    }
}
