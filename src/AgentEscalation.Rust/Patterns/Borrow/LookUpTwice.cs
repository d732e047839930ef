using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>
/// A look-up whose result is returned in one branch keeps its borrow in the other branch too. Asked first and looked up again inside, the
/// borrow is where it is used. Only for look-ups that can be made twice.
/// </summary>
internal sealed class LookUpTwice() : RepairPattern("look-up-twice", Conflict.Codes, RepairEffect.Keeps, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { } conflict)
        {
            yield break;
        }
        for (var node = conflict.First.Parent; node is not null && !node.Kind.IsItem(); node = node.Parent)
        {
            if (node is { Kind: NodeKind.If, Children: [{ Kind: NodeKind.LetCondition, Children: [var pattern, var lookup] } condition, { Kind: NodeKind.Block } then, ..] }
                && conflict.First.IsWithin(lookup) && Wrapped(pattern) is var (name, asks) && IsRepeatable(site, lookup))
            {
                yield return site.Candidate("ask first, look up again inside", 0.76,
                [
                    site.Replace(condition, Shared(lookup) + asks), site.Insert(site.Source.ByteEnd(then.First), $" let {name} = {lookup.Text}.unwrap();"),
                ]);
            }
            else if (node is { Kind: NodeKind.Match, Children: [var head, var some, var none] } && conflict.First.IsWithin(head) && IsRepeatable(site, head)
                && some.Child(kind => kind.IsPattern()) is { } left && none.Child(kind => kind.IsPattern()) is { } right)
            {
                if (Wrapped(left) is null)
                {
                    (some, none, left, right) = (none, some, right, left);
                }
                if (Wrapped(left) is var (bound, check) && right.Text is "None" or "_" or "Err(_)" && some.Child(NodeKind.Guard) is null && none.Child(NodeKind.Guard) is null)
                {
                    yield return site.Candidate("ask first, look up again inside", 0.76, site.Replace(
                        node, $"if {Shared(head)}{check} {{ let {bound} = {head.Text}.unwrap(); {some.Children[^1].Text} }} else {{ {none.Children[^1].Text} }}"));
                }
            }
        }
    }

    private static (string Name, string Asks)? Wrapped(RustNode pattern) => pattern switch
    {
        { Kind: NodeKind.TupleStructPattern, NameText: "Some", Children: [_, { Kind: NodeKind.NamePattern } name] } => (name.Text, ".is_some()"),
        { Kind: NodeKind.TupleStructPattern, NameText: "Ok", Children: [_, { Kind: NodeKind.NamePattern } name] } => (name.Text, ".is_ok()"),
        _ => null,
    };

    private static bool IsRepeatable(RepairSite site, RustNode lookup) =>
        lookup.Kind == NodeKind.MethodCall && Quiet.Is(site.Sources, lookup) && lookup.SelfAndBelow().All(node => node.Kind is not (NodeKind.MacroCall or NodeKind.Call));

    private static string Shared(RustNode lookup) => lookup.Text;
}
