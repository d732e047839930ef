using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A loop or match walks over a copy, so that its body may change what it walks over.</summary>
internal sealed class LoopOverCopy() : RepairPattern(
    "loop-over-copy", Conflict.Codes, RepairEffect.ChangesDropTime, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { IsMutable: false } conflict || Head(conflict.First) is not { } head || head.Parent is not { } owner)
        {
            yield break;
        }
        if (head.SelfAndBelow().Any(node => (node.Kind == NodeKind.MethodCall && node.NameText.EndsWith("_mut", StringComparison.Ordinal)) || IsMutableRef(node)))
        {
            yield break;
        }
        // A position found in the copy is none in the original once that changes its length.
        if (head.SelfAndBelow().Any(node => node.Kind == NodeKind.MethodCall && node.NameText == "enumerate")
            && owner.SelfAndBelow().Any(node => node.Kind == NodeKind.MethodCall && node.NameText is "remove" or "insert" or "swap_remove"))
        {
            yield break;
        }
        var source = head.SelfAndBelow().FirstOrDefault(node => node.Kind == NodeKind.MethodCall
            && node.NameText is "iter" or "keys" or "values" or "chars" or "lines" or "bytes" or "split_whitespace" or "char_indices" or "split" or "windows" or "chunks" or "get" or "first"
                or "last" or "as_ref" or "as_str" or "as_deref");
        if (source is { NameText: "get" or "first" or "last" } lookup && owner.Kind != NodeKind.For)
        {
            yield return site.Candidate("look up a copy", 0.66, site.After(lookup, ".cloned()"));
            yield return site.Candidate("look up a copy", 0.6, site.After(lookup, ".cloned().as_ref()"));
        }
        else if (source is not null)
        {
            yield return site.Candidate("walk over a copy", 0.62, site.After(source.Children[0], ".clone()"));
        }
        if (Places.Bare(head) is { Kind: NodeKind.Ref } reference)
        {
            yield return site.Candidate("walk over a copy", 0.62, site.After(reference.Children[0], ".clone()"));
        }
        else if (source is null)
        {
            yield return site.Candidate("walk over a copy", 0.56, [site.Before(head, "&"), site.After(head, ".clone()")]);
            yield return site.Candidate("walk over a copy", 0.5, site.After(head, ".clone()"));
        }
        if (owner.Kind == NodeKind.For)
        {
            yield return site.Candidate("collect before the loop", 0.57, site.After(head, ".collect::<Vec<_>>()"));
            yield return site.Candidate("collect copies before the loop", 0.55, site.After(head, ".cloned().collect::<Vec<_>>()"));
        }
    }

    /// <summary>The head of the loop, match or condition that a borrow is part of.</summary>
    private static RustNode? Head(RustNode borrow)
    {
        for (var (node, outer) = (borrow, borrow.Parent); outer is not null && !outer.Kind.IsItem() && outer.Kind != NodeKind.Block; (node, outer) = (outer, outer.Parent))
        {
            var isHead = outer.Kind switch
            {
                NodeKind.For or NodeKind.LetCondition => outer.Children.Count > 1 && outer.Children[1] == node,
                NodeKind.Match => outer.Children[0] == node,
                _ => false,
            };
            if (isHead)
            {
                return node;
            }
        }
        return null;
    }

    private static bool IsMutableRef(RustNode node) => node.Kind == NodeKind.Ref && node.Source.Is(node.First + 1, "mut");
}
