using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A pattern borrows a part of what is written while the part is still used: it takes the part's value, or keeps a copy of what it found.</summary>
internal sealed class BindByValue() : RepairPattern("bind-by-value", Conflict.Codes, RepairEffect.ChangesDropTime, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { IsMutable: false } conflict)
        {
            yield break;
        }
        if (conflict.First is { Kind: NodeKind.NamePattern } bound && bound.Source.Is(bound.First, "ref") && !bound.Source.Is(bound.First + 1, "mut"))
        {
            yield return site.Candidate($"{bound.NameText} by value", 0.66, site.Replace(bound, bound.NameText));
            yield break;
        }
        if (conflict.LaterUse?.SelfAndBelow().FirstOrDefault(node => node.Kind == NodeKind.Path && node.End == node.First + 1) is { } use
            && Places.Binding(use, use.Text) is { } pattern && Places.Holder(pattern) is { Kind: NodeKind.Let } let && let.Children[0] != pattern && conflict.First.IsWithin(let) && !Conflict.IsWrittenThrough(conflict.First))
        {
            // Whether what is written there is to be seen afterwards, nothing says.
            var writes = Places.Statement(conflict.Second)?.SelfAndBelow().Any(node => node is { Kind: NodeKind.MethodCall, NameText: "entry" or "insert" or "get_mut" or "and_modify" or "iter_mut" or "values_mut" }) == true;
            yield return site.Candidate("keep a copy of what was found", 0.62, writes ? RepairEffect.ChangesBehaviour : RepairEffect.ChangesDropTime, site.LineAfter(let, $"let {use.Text} = &{use.Text}.clone();"));
        }
    }
}
