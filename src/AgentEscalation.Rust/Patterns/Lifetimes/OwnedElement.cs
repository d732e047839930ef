using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A collection that outlives what its elements borrow from holds copies instead.</summary>
internal sealed class OwnedElement() : RepairPattern(
    "owned-element", "E0597 E0505 E0506 E0499 E0502 E0716 E0515", RepairEffect.ChangesDropTime, ErrorClass.Lifetime, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var conflict = Conflict.Of(site);
        var borrow = conflict?.First ?? site.PrimaryNode;
        if (conflict is { IsMutable: true } || Conflict.IsWrittenThrough(borrow))
        {
            yield break;
        }
        for (var (node, outer) = (borrow, borrow.Parent); outer is not null && outer.Kind != NodeKind.Block; (node, outer) = (outer, outer.Parent))
        {
            var stored = outer.Kind == NodeKind.ArgList && outer.Parent is { Kind: NodeKind.MethodCall, NameText: "push" or "insert" or "push_back" or "push_front" or "extend" or "entry" };
            var assigned = outer.Kind == NodeKind.Assign && outer.Children[^1] == node;
            if (!stored && !assigned)
            {
                continue;
            }
            var holder = stored ? Places.Root(outer.Parent!.Children[0]) : Places.Root(outer.Children[0]);
            var type = HolderType(holder);
            var types = type is null ? [] : OwnedReturn.References(type).Select(reference => site.Replace(reference, OwnedReturn.Owned(reference))).ToList();
            if (type is { Kind: NodeKind.RefType })
            {
                yield break;
            }
            if (assigned)
            {
                types.AddRange(OtherValues(site, holder, node).Select(other => site.After(other, ".to_owned()")));
            }
            var value = Places.Bare(node);
            if (value is { Kind: NodeKind.Ref, Children: [var place] } && !value.Source.Is(value.First + 1, "mut"))
            {
                yield return site.Candidate("store a copy", 0.6, types.Append(site.Replace(node, place.Text + ".clone()")));
                yield return site.Candidate("store the value", 0.56, types.Append(site.Replace(node, place.Text)));
            }
            yield return site.Candidate("store an owned value", 0.55, types.Append(site.After(node, ".to_owned()")));
            yield return site.Candidate("store a copy", 0.5, types.Append(site.After(node, ".clone()")));
            yield break;
        }
    }

    // A variable that owns what it is assigned owns what it begins with.
    private static IEnumerable<RustNode> OtherValues(RepairSite site, RustNode holder, RustNode value)
    {
        if (holder.Kind != NodeKind.Path || Places.Binding(holder, holder.Text) is not { } binding || Places.Function(holder) is not { } function)
        {
            return [];
        }
        var first = Places.Holder(binding) is { Kind: NodeKind.Let } let ? let.Child(kind => kind.IsExpression()) : null;
        return function.SelfAndBelow().Where(node => node.Kind == NodeKind.Assign && node.Children[0].Text == holder.Text).Select(node => node.Children[1])
            .Append(first).OfType<RustNode>().Where(other => other != value && !value.IsWithin(other));
    }

    private static RustNode? HolderType(RustNode holder) =>
        holder.Kind == NodeKind.Path && Places.Binding(holder, holder.Text) is { } binding ? Places.Holder(binding).Child(kind => kind.IsType()) : null;
}
