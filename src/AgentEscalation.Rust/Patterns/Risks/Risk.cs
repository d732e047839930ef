using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>What a change may alter beyond what its pattern promises. Compilers are content with all of it, so whoever proposed such a change, it
/// is never claimed unless tests cover the place.</summary>
internal static class Risk
{
    /// <summary>The change with the effect that it has at this place.</summary>
    /// <param name="candidate">The change.</param>
    /// <param name="before">The state that it was proposed for.</param>
    /// <param name="after">The sources with it.</param>
    public static Candidate Weigh(Candidate candidate, RepairState before, RustSources after) =>
        candidate.Effect < RepairEffect.ChangesBehaviour && IsIn(candidate.Edits, before, after) ? candidate with { Effect = RepairEffect.ChangesBehaviour } : candidate;

    private static bool IsIn(IReadOnlyCollection<TextEdit> edits, RepairState before, RustSources after)
    {
        if (MovedCounter.IsIn(after, edits) || EquallyNearName.IsIn(before, edits))
        {
            return true;
        }
        var copies = Copy.In(after, edits);
        var sources = ParsedSources.Of(after);
        return copies.Exists(copy => LostMutation.IsLost(copy) || ChangedByCallee.IsLost(copy, sources) || PartlyReadIterator.IsLost(copy, before))
            || CopiedCells.AreIn(sources, edits, copies.Count > 0, before);
    }
}
