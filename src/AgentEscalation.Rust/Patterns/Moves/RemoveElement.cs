using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Risks;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A function whose name says that it takes something out moves an element out of a list by its index: the element is removed.</summary>
internal sealed class RemoveElement() : RepairPattern("remove-element", "E0507", RepairEffect.Keeps, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Error.Message.StartsWith("cannot move out of index of `Vec<", StringComparison.Ordinal) && Places.Bare(site.PrimaryNode) is { Kind: NodeKind.Index, Children: [var list, var index] } place
            && index.Kind != NodeKind.Range && Places.Function(place) is { } function && KeptElement.SaysRemoving(function) && !KeptElement.IsAtCursor(place) && KeptElement.Lender(place) is not null)
        {
            yield return site.Candidate("take the element out", 0.72, site.Replace(place, $"{list.Text}.remove({index.Text})"));
        }
    }
}
