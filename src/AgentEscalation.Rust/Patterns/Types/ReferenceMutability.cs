using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A reference for reading stands where one for writing is asked for: it is made one for writing, or the binding asks for no more than it got.</summary>
internal sealed class ReferenceMutability() : RepairPattern("reference-mutability", "E0308", RepairEffect.Keeps, ErrorClass.TypeMismatch, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Primary.Label?.Contains("types differ in mutability", StringComparison.Ordinal) != true)
        {
            yield break;
        }
        if (Places.Bare(site.PrimaryNode) is { Kind: NodeKind.Ref, Children.Count: > 0 } reference && !reference.Source.Is(reference.First + 1, "mut"))
        {
            var sign = reference.Source.Is(reference.First, "&&");
            var inner = sign && reference.Children is [{ Kind: NodeKind.Ref } nested, ..] ? nested.Children[0] : reference.Children[0];
            yield return site.Candidate("borrow mutably", 0.7, site.Replace(reference, "&mut " + (sign ? inner.Text : reference.Children[0].Text)));
            if (inner.Kind == NodeKind.Ref && inner.Source.Is(inner.First + 1, "mut"))
            {
                yield return site.Candidate("borrow mutably", 0.72, site.Replace(reference, inner.Text));
            }
            if (reference.Text.StartsWith("&&mut ", StringComparison.Ordinal))
            {
                yield return site.Candidate("borrow mutably", 0.72, site.Replace(reference, reference.Text[1..]));
            }
        }
        if (site.PrimaryNode.Parent is { Kind: NodeKind.Let } let && let.Child(NodeKind.RefType) is { } declared && declared.Source.Is(declared.First + 1, "mut"))
        {
            yield return site.Candidate("ask for no more than a reference", 0.6, site.Replace(declared.ByteStart, declared.Source.ByteStart(declared.First + 2), "&"));
        }
    }
}
