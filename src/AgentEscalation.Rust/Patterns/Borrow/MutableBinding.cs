using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A name that is bound behind a reference pattern becomes mutable itself, not the reference.</summary>
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
        }
    }
}
