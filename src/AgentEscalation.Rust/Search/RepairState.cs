using System.Collections.Immutable;
using AgentEscalation.Rust.Diagnostics;

namespace AgentEscalation.Rust.Search;

/// <summary>A failing source during a search.</summary>
/// <param name="Sources">The files. Their paths are those of the diagnostics' spans.</param>
/// <param name="Diagnostics">All the compiler says about them, warnings included.</param>
public sealed record RepairState(RustSources Sources, ImmutableArray<RustDiagnostic> Diagnostics)
{
    /// <summary>The errors among the diagnostics.</summary>
    public IEnumerable<RustDiagnostic> Errors => Diagnostics.Where(d => d.IsError);
}
