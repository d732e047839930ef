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
            if (node.Kind == NodeKind.MethodCall && node.Children[^1] is { Kind: NodeKind.ArgList } arguments && arguments.Children.All(Places.IsPure) && node.Children[0].Kind == NodeKind.Path)
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
        if (found is not [var (_, method)] || method.Child(NodeKind.ParamList) is not { Children: [{ Kind: NodeKind.SelfParam }, ..] } parameters
            || parameters.Children.Count - 1 != call.Children[^1].Children.Count || !parameters.Children.Skip(1).All(parameter => parameter.Children[0].Kind == NodeKind.NamePattern)
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
        // Names of the body that are no parameters, such as locals of ours, would mean something else at the call.
        var given = parameters.Children.Skip(1).Select(parameter => parameter.Children[0].NameText).Zip(call.Children[^1].Children.Select(argument => argument.Text)).ToDictionary(StringComparer.Ordinal);
        var paths = only.SelfAndBelow().Where(node => node.Kind == NodeKind.Path && node != root).ToList();
        if (paths.Exists(path => !given.ContainsKey(path.Text)))
        {
            return null;
        }
        var access = "";
        var at = only.ByteStart;
        foreach (var path in paths.Append(root).OrderBy(path => path.ByteStart))
        {
            access += only.Source.Slice(at, path.ByteStart) + (path == root ? call.Children[0].Text : given[path.Text]);
            at = path.ByteEnd;
        }
        access += only.Source.Slice(at, only.ByteEnd);
        return only.Kind == NodeKind.Ref && call.Parent?.Kind is NodeKind.MethodCall or NodeKind.Field or NodeKind.Index or NodeKind.Try ? $"({access})" : access;
    }
}
