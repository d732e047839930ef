using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A closure that returns a reference into its argument returns a copy, where the caller wants a value of its own.</summary>
internal sealed class OwnedClosureResult() : RepairPattern("owned-closure-result", "region E0515 E0373 E0521", RepairEffect.Keeps, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.PrimaryNode;
        var closure = node.Kind == NodeKind.Closure ? node : node.Ancestor(NodeKind.Closure);
        if (closure is null)
        {
            yield break;
        }
        foreach (var result in OwnedReturn.Results(closure.Children[^1].Kind == NodeKind.Block ? closure.Children[^1] : closure).Where(result => result != closure)
            .DefaultIfEmpty(closure.Children[^1]))
        {
            if (Places.Bare(result) is { Kind: NodeKind.Ref, Children: [var place] })
            {
                yield return site.Candidate("return a copy from the closure", 0.66, site.Replace(result, place.Text + ".clone()"));
            }
            else if (Places.Bare(result) is { Kind: NodeKind.Tuple } tuple && tuple.Children.Where(part => part.Kind == NodeKind.Ref).ToList() is { Count: > 0 } parts)
            {
                yield return site.Candidate("return copies from the closure", 0.64, parts.Select(part => site.Replace(part, part.Children[0].Text + ".clone()")));
            }
            else
            {
                yield return site.Candidate("return an owned value from the closure", 0.55, site.After(result, ".to_owned()"));
                yield return site.Candidate("return a copy from the closure", 0.5, site.After(result, ".clone()"));
            }
        }
    }
}
