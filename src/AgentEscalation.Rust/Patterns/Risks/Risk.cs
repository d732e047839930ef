using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>What a change may alter beyond what its pattern promises. Compilers are content with all of it, so whoever proposed such a change, it
/// is never claimed unless tests cover the place.</summary>
internal static class Risk
{
    /// <summary>The change with the effect that it has at this place.</summary>
    /// <param name="candidate">The change.</param>
    /// <param name="before">The state that it was proposed for.</param>
    /// <param name="after">The sources with it.</param>
    public static Candidate Weigh(Candidate candidate, RepairState before, RustSources after)
    {
        if (candidate.Effect >= RepairEffect.ChangesBehaviour)
        {
            return candidate;
        }
        var copies = Copy.In(after, candidate.Edits);
        return MovedCounter.IsIn(after, candidate.Edits) || TiedParameters.AreIn(before, candidate) || EquallyNearName.IsIn(before, candidate.Edits)
            || NarrowedGeneric.IsIn(before, candidate.Edits) || BorrowedArgument.IsIn(before, candidate.Edits) || AddedPanic.IsIn(before, candidate) || UsedUpLoan.IsKept(before, candidate.Edits) || IsLost(copies, candidate, before, after)
            ? candidate with { Effect = RepairEffect.ChangesBehaviour }
            // The compiler does not say of its suggestions what they promise.
            : copies.Count > 0 && candidate.Effect < RepairEffect.ChangesDropTime ? candidate with { Effect = RepairEffect.ChangesDropTime } : candidate;
    }

    private static bool IsLost(List<RustNode> copies, Candidate candidate, RepairState before, RustSources after)
    {
        var sources = ParsedSources.Of(after);
        return copies.Exists(copy => LostMutation.IsLost(copy) || KeptElement.IsLeft(copy) || FlushedBuffer.IsKept(copy) || IsDropped(copy) || ChangedByCallee.IsLost(copy, sources) || PartlyReadIterator.IsLost(copy, before)
                || SeenByDrop.IsIn(before, copy, sources) || OpenSender.IsKept(copy, before))
            || CopiedCells.AreIn(sources, candidate.Edits, copies.Count > 0, before);
    }

    // A copy that is dropped at once keeps alive what was to go.
    private static bool IsDropped(RustNode copy) => Copy.Whole(copy).Parent is { Kind: NodeKind.ArgList, Parent: { Kind: NodeKind.Call, Children: [{ NameText: "drop" or "forget" }, ..] } };
}
