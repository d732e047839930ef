using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A name that is bound behind a reference pattern becomes mutable itself, not the reference; one that is bound as a reference is bound again.</summary>
internal sealed class MutableBinding() : RepairPattern("mutable-binding", "E0384", RepairEffect.Keeps, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        foreach (var span in site.Spans.Where(span => span.Label is not null))
        {
            var node = site.Source.NodeAt(span.ByteStart, span.ByteEnd);
            if (node is { Kind: NodeKind.NamePattern, Parent.Kind: NodeKind.RefPattern } && !node.Source.Is(node.First, "ref") && !node.Source.Is(node.First, "mut"))
            {
                yield return site.Candidate($"let {node.NameText} change", 0.8, site.Replace(node, $"(mut {node.Text})"));
            }
            else if (node is { Kind: NodeKind.NamePattern } && node.Source.Is(node.First, "ref") && Places.Holder(node) is { Kind: NodeKind.Let } let)
            {
                yield return site.Candidate($"let {node.NameText} change", 0.7, site.LineAfter(let, $"let mut {node.NameText} = {node.NameText};"));
            }
        }
    }
}
