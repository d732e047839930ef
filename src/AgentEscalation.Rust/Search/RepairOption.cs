using System.Collections.Immutable;

namespace AgentEscalation.Rust.Search;

/// <summary>Sources that compile, by changes too risky to be claimed: no test covers what they may alter.</summary>
/// <param name="Sources">The sources.</param>
/// <param name="Applied">The changes made, in order.</param>
public sealed record RepairOption(RustSources Sources, ImmutableArray<Candidate> Applied)
{
    /// <summary>The riskiest of the changes made.</summary>
    public RepairEffect Effect => Applied.Max(c => c.Effect);
}
