using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A success is wrapped in the other of the two types that wrap one: `Some` for `Ok`, or the other way round.</summary>
internal sealed class SiblingConstructor() : RepairPattern("sibling-constructor", "E0308", RepairEffect.Keeps, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Primary.Label is { } label && Places.Bare(site.PrimaryNode) is { Kind: NodeKind.Call, Children: [{ Kind: NodeKind.Path } called, _] }
            && (called.Text, label.StartsWith("expected `Option<", StringComparison.Ordinal), label.StartsWith("expected `Result<", StringComparison.Ordinal)) is ("Ok", true, _) or ("Some", _, true))
        {
            yield return site.Candidate("wrap it as the type asks", 0.7, site.Replace(called, called.Text == "Ok" ? "Some" : "Ok"));
        }
    }
}
