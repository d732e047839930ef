using AgentEscalation.Rust.Patterns.Lifetimes;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A signature that ties parameters together which the result is not borrowed from compiles, and turns callers away that it should serve.</summary>
internal static class TiedParameters
{
    public static bool AreIn(RepairState state, Candidate candidate) => state.Errors.Any(error => error.Primary is { } span
        && ParsedSources.Of(state.Sources).Get(span.File) is { } source && LeastLifetime.Excess(source, error) is var (_, needless) && needless.Exists(candidate.Edits.Contains));
}
