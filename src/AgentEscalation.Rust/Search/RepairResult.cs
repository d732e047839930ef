using System.Collections.Immutable;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Search;

/// <summary>What a search found.</summary>
/// <param name="Sources">The best sources found; the start when nothing was better.</param>
/// <param name="Check">What the compiler says about them.</param>
/// <param name="Applied">The changes made from the start, in order.</param>
/// <param name="Refused">Changes refused as no repair before they were compiled, with the reason; at most 20.</param>
/// <param name="Compiles">Sources compiled.</param>
public sealed record RepairResult(
    RustSources Sources,
    RustCheck Check,
    ImmutableArray<Candidate> Applied,
    ImmutableArray<string> Refused,
    int Compiles)
{
    /// <summary>Whether the best sources compile.</summary>
    public bool Passed => Check.Passed;

    /// <summary>The riskiest of the changes made.</summary>
    public RepairEffect Effect => Applied.IsEmpty ? RepairEffect.Keeps : Applied.Max(c => c.Effect);

    /// <summary>What compiles too, and may alter more than a claim allows; at most 3. A person decides.</summary>
    public ImmutableArray<RepairOption> Options { get; init; } = [];

    /// <summary>What was compiled and did not help, a line each with the error that was left; at most 20.</summary>
    public ImmutableArray<string> Tried { get; init; } = [];

    /// <summary>What the changes promise, in words for a person.</summary>
    public string Promise => Applied.IsEmpty ? "nothing was changed" : Promises.Of(Effect);
}
