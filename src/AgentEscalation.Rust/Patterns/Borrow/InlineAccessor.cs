using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>
/// A call of a method whose whole body is one field access becomes that access, so that the compiler sees which field is borrowed and leaves
/// the others free.
/// </summary>
internal sealed class InlineAccessor() : RepairPattern("inline-accessor", Conflict.Codes, RepairEffect.Keeps, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { } conflict)
        {
            yield break;
        }
        foreach (var (borrow, promise) in new[] { (conflict.First, 0.86), (conflict.Second, 0.8) })
        {
            if (Call(borrow) is { } call && Body(site, call) is { } body)
            {
                yield return site.Candidate("use the field instead of its accessor", promise, site.Replace(call, body));
            }
        }
    }

    private static RustNode? Call(RustNode borrow)
    {
        for (var node = borrow; node is not null && node.Kind.IsExpression(); node = node.Parent)
        {
            if (node.Kind == NodeKind.MethodCall && node.Children[^1] is { Kind: NodeKind.ArgList, Children.Count: 0 } && node.Children[0].Kind == NodeKind.Path)
            {
                return node;
            }
            if (node.Kind is not (NodeKind.Path or NodeKind.Unary))
            {
                return null;
            }
        }
        return null;
    }

    private static string? Body(RepairSite site, RustNode call)
    {
        var found = Places.Functions(site.Sources, call.NameText).ToList();
        if (found is not [var (_, method)] || method.Child(NodeKind.ParamList) is not { Children: [{ Kind: NodeKind.SelfParam }] }
            || method.Child(NodeKind.Block) is not { Children: [var only] })
        {
            return null;
        }
        var place = only.Kind == NodeKind.Ref ? only.Children[0] : only;
        if (place.Kind is not (NodeKind.Field or NodeKind.Index) || place.SelfAndBelow().Any(node => node.Kind is NodeKind.Call or NodeKind.MethodCall or NodeKind.MacroCall)
            || Places.Root(place) is not { Kind: NodeKind.Path } root || !root.Source.Is(root.First, "self"))
        {
            return null;
        }
        var receiver = call.Children[0].Text;
        var access = only.Source.Slice(only.ByteStart, root.ByteStart) + receiver + only.Source.Slice(root.ByteEnd, only.ByteEnd);
        return only.Kind == NodeKind.Ref && call.Parent?.Kind is NodeKind.MethodCall or NodeKind.Field or NodeKind.Index or NodeKind.Try ? $"({access})" : access;
    }
}
