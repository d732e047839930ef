using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A bound is not met by a reference to a pointer but by a reference to what it points to.</summary>
internal sealed class DerefToImplementor() : RepairPattern("deref-to-implementor", "E0277", RepairEffect.Keeps, ErrorClass.TraitNotImplemented)
{
    private const int Deepest = 4;

    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (RepairSite.Quoted(site.Error.Message) is not { } bound || !bound.StartsWith('&') || Places.Bare(site.PrimaryNode) is not { Kind: NodeKind.Ref, Children: [.., var place] })
        {
            yield break;
        }
        for (var depth = 1; depth <= Deepest; depth++)
        {
            yield return site.Candidate("borrow what it points to", 0.66 - (0.02 * depth), site.Before(place, new string('*', depth)));
        }
    }
}
