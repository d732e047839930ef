using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Moves;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A loop or match walks over a copy, so that its body may change what it walks over.</summary>
internal sealed class LoopOverCopy() : RepairPattern(
    "loop-over-copy", Conflict.Codes, RepairEffect.ChangesDropTime, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { } conflict)
        {
            yield break;
        }
        // What the loop walks over may hang on a mutable borrow made before it; the walk itself only reads.
        var borrow = conflict is { IsMutable: true, LaterUse: { } later } && Head(later) is { Parent: { Kind: NodeKind.For } walk } && conflict.Second.IsWithin(walk) ? later
            : conflict.IsMutable ? null : conflict.First;
        if (borrow is null || Head(borrow) is not { } head || head.Parent is not { } owner)
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
        if (Places.Bare(head) is { Kind: NodeKind.MethodCall } found && owner.Kind != NodeKind.For && HandsOutOption(site, found.NameText))
        {
            var derive = Derives.Of(site.Sources, Places.Functions(site.Sources, found.NameText).Select(pair => pair.Function.Child(NodeKind.ReturnType)!), "Clone");
            yield return site.Candidate("keep a copy of what is found", 0.68, site.After(head, ".cloned()"));
            yield return site.Candidate("keep a copy of what is found", 0.67, site.After(head, ".cloned().as_ref()"));
            if (derive.Count > 0)
            {
                yield return site.Candidate("derive Clone and keep a copy of what is found", 0.64, derive.Append(site.After(head, ".cloned()")));
                yield return site.Candidate("derive Clone and keep a copy of what is found", 0.63, derive.Append(site.After(head, ".cloned().as_ref()")));
            }
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

    private static bool HandsOutOption(RepairSite site, string method) => Places.Functions(site.Sources, method).Select(pair => pair.Function).ToList() is { Count: > 0 } own
        && own.TrueForAll(function => function.Child(NodeKind.ReturnType) is { } result && result.SelfAndBelow().Any(node => node is { Kind: NodeKind.PathType, NameText: "Option" })
            && result.SelfAndBelow().Any(node => node.Kind == NodeKind.RefType) && !Places.Mentions(result, "mut"));

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
