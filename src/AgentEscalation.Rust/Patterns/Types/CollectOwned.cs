using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A collection of values is collected from an iterator over references: the elements are cloned.</summary>
internal sealed class CollectOwned() : RepairPattern("collect-owned", "E0277 E0308", RepairEffect.Keeps, ErrorClass.TraitNotImplemented, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var message = site.Error.Message;
        if (!message.Contains("cannot be built from an iterator", StringComparison.Ordinal) && !message.Contains("cannot be built since", StringComparison.Ordinal)
            && !message.Contains("cannot be extended", StringComparison.Ordinal))
        {
            yield break;
        }
        for (var node = site.PrimaryNode; node is not null && node.Kind != NodeKind.Block; node = node.Parent)
        {
            if (node is { Kind: NodeKind.MethodCall, NameText: "collect" or "sum" or "product" or "unzip" })
            {
                var at = node.Children[0].ByteEnd;
                yield return site.Candidate("clone the elements", 0.8, site.Insert(at, ".cloned()"));
                yield return site.Candidate("own the elements", 0.7, site.Insert(at, ".map(|part| part.to_string())"));
                yield return site.Candidate("clone the elements twice", 0.5, site.Insert(at, ".cloned().cloned()"));
                yield break;
            }
        }
    }
}
