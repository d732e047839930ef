using System.Collections.Immutable;

namespace AgentEscalation.Rust.Diagnostics;

/// <summary>What a run of rustc or cargo wrote as JSON lines.</summary>
/// <param name="Diagnostics">All diagnostics, in order, each once.</param>
/// <param name="Finished">What cargo said at the end of the build: true for success, false for failure; null when it said
/// nothing (rustc never does).</param>
/// <param name="TestExecutables">Test programs that cargo built, by path.</param>
public sealed record CompilerOutput(
    ImmutableArray<RustDiagnostic> Diagnostics, bool? Finished, ImmutableArray<string> TestExecutables)
{
    /// <summary>The errors among the diagnostics.</summary>
    public IEnumerable<RustDiagnostic> Errors => Diagnostics.Where(d => d.IsError);
}
