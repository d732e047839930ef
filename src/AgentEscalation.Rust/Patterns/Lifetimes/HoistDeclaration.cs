using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A variable that dies before what borrows from it is declared further out, or earlier; it still gets its value where it did.</summary>
internal sealed class HoistDeclaration() : RepairPattern("hoist-declaration", "E0597 E0716", RepairEffect.ChangesDropTime, ErrorClass.Lifetime, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var name = RepairSite.Quoted(site.Error.Message);
        // Of names that are declared together the last is dropped first.
        if (name is not null && Places.Binding(site.PrimaryNode, name) is { Parent: { Kind: NodeKind.TuplePattern, Parent.Kind: NodeKind.Let } together } last
            && together.Parent.Child(kind => kind.IsExpression() || kind.IsType()) is null)
        {
            yield return site.Candidate($"declare {name} first", 0.66, site.Replace(together, $"({string.Join(", ", together.Children.Where(child => child != last).Prepend(last).Select(child => child.Text))})"));
            yield break;
        }
        if (name is null || Places.Binding(site.PrimaryNode, name) is not { } binding || Places.Holder(binding) is not { Kind: NodeKind.Let } let
            || let.Children[0] != binding || let.Child(kind => kind.IsExpression()) is not { } value || let.Child(NodeKind.ElseBlock) is not null)
        {
            yield break;
        }
        var type = let.Child(kind => kind.IsType());
        var mutable = let.Source.Is(binding.First, "mut") ? "mut " : "";
        var declaration = $"let {mutable}{name}{(type is null ? "" : ": " + type.Text)};";
        var assign = site.Replace(let.ByteStart, value.ByteStart, $"{name} = ");
        foreach (var (outer, promise) in Outer(let))
        {
            yield return site.Candidate($"declare {name} further out", promise, [site.LineBefore(outer, declaration), assign]);
        }
    }

    /// <summary>The statement in each block further out, then the earlier lets of its own block; never out of a loop or a closure.</summary>
    private static IEnumerable<(RustNode Statement, double Promise)> Outer(RustNode let)
    {
        var promise = 0.72;
        for (var node = let.Parent; node is not null && !node.Kind.IsItem(); node = node.Parent)
        {
            if (node.Kind is NodeKind.Closure or NodeKind.For or NodeKind.While or NodeKind.Loop)
            {
                break;
            }
            if (node.Parent?.Kind == NodeKind.Block)
            {
                yield return (node, promise);
                promise -= 0.05;
            }
        }
        foreach (var earlier in let.Parent!.Children.TakeWhile(node => node != let).Reverse().Where(node => node.Kind == NodeKind.Let))
        {
            yield return (earlier, promise);
            promise = Math.Max(0.3, promise - 0.05);
        }
    }
}
