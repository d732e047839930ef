using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>An iterator over a mutable slice splits its rest and keeps what is left: the rest is taken out of it first, so that the parts live as long as the slice.</summary>
internal sealed class TakeRest() : RepairPattern("take-rest", "region", RepairEffect.Keeps, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Places.Function(site.PrimaryNode) is not { } function || function.Child(NodeKind.Block) is not { } body)
        {
            yield break;
        }
        foreach (var split in body.SelfAndBelow().Where(node => node is { Kind: NodeKind.MethodCall, NameText: "split_first_mut" or "split_last_mut" or "split_at_mut", Children: [{ Kind: NodeKind.Field }, ..] }))
        {
            var rest = split.Children[0];
            if (rest.Children[0].Text == "self" && Places.Statement(split) is { Kind: NodeKind.Let } let
                && let.Parent!.Children.SkipWhile(statement => statement != let).Skip(1).ToList() is var after
                && after.FindIndex(statement => statement is { Kind: NodeKind.ExprStatement, Children: [{ Kind: NodeKind.Assign } store, ..] } && store.Children[0].Text == rest.Text) is >= 0 and var stored
                && !after.Take(stored + 1).Any(Leaves))
            {
                yield return site.Candidate("split the rest itself", 0.75, site.Replace(rest, $"std::mem::take(&mut {rest.Text})"));
            }
        }
    }

    // Whoever leaves before the rest is kept again loses it.
    private static bool Leaves(RustNode statement) => statement.SelfAndBelow().Any(node => node.Kind is NodeKind.Return or NodeKind.Try or NodeKind.Break or NodeKind.Continue);
}
