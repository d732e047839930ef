using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>Two elements of one slice are borrowed together by `get_disjoint_mut`, which panics where the two would be one.</summary>
internal sealed class DisjointElements() : RepairPattern("disjoint-elements", "E0499 E0502", RepairEffect.Keeps, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { } conflict || Element(conflict.First) is not { } first || Element(conflict.Second) is not { } second || first == second
            || first.Children[0].Text != second.Children[0].Text || !Places.IsPure(first) || !Places.IsPure(second)
            || first.Children[1].Kind == NodeKind.Range || second.Children[1].Kind == NodeKind.Range)
        {
            yield break;
        }
        var (home, away) = (Places.Statement(first), Places.Statement(second));
        if (home is null || away is null)
        {
            yield break;
        }
        var slice = first.Children[0].Text;
        var indexes = $"[{first.Children[1].Text}, {second.Children[1].Text}]";
        if (home == away)
        {
            var (left, right) = (Places.Fresh(home, "left"), Places.Fresh(home, "right"));
            yield return site.Candidate("borrow both elements together", 0.72,
            [
                site.LineBefore(home, $"let [{left}, {right}] = {slice}.get_disjoint_mut({indexes}).unwrap();"), Use(site, first, left), Use(site, second, right),
            ]);
        }
        else if (IsBorrowOnly(home, first) && IsBorrowOnly(away, second) && home.Parent == away.Parent)
        {
            var (left, right) = (home.Children[0].NameText, away.Children[0].NameText);
            var end = away.Parent!.Children.TakeWhile(node => node != away).LastOrDefault();
            yield return site.Candidate("borrow both elements together", end == home ? 0.8 : 0.6,
            [
                site.Replace(home, $"let [{left}, {right}] = {slice}.get_disjoint_mut({indexes}).unwrap();"), site.Remove(away),
            ]);
        }
    }

    private static RustNode? Element(RustNode borrow)
    {
        var node = borrow.Kind == NodeKind.Ref ? borrow.Children[0] : borrow;
        for (; node is not null && node.Kind.IsExpression(); node = node.Parent)
        {
            if (node is { Kind: NodeKind.Index, Children.Count: 2 })
            {
                return node;
            }
            if (node.Kind is not (NodeKind.Path or NodeKind.Field or NodeKind.MethodCall))
            {
                return null;
            }
            if (node.Kind == NodeKind.MethodCall && node.Children[0].SelfAndBelow().FirstOrDefault(inner => inner.Kind == NodeKind.Index) is { } below)
            {
                return below;
            }
        }
        return null;
    }

    private static bool IsBorrowOnly(RustNode statement, RustNode element) =>
        statement is { Kind: NodeKind.Let, Children: [{ Kind: NodeKind.NamePattern }, { Kind: NodeKind.Ref } reference] } && reference.Children[0] == element;

    private static TextEdit Use(RepairSite site, RustNode element, string name) => element.Parent switch
    {
        { Kind: NodeKind.Ref } reference => site.Replace(reference, name),
        { Kind: NodeKind.MethodCall or NodeKind.Field } => site.Replace(element, name),
        _ => site.Replace(element, "*" + name),
    };
}
