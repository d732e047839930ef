using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Risks;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A value that is only looked at is lent instead of moved: loops walk over a reference, bindings and arguments take one, mutable
/// references are reborrowed.</summary>
internal sealed class BorrowMoved() : RepairPattern("borrow-moved", "E0382 E0507 E0505 E0508", RepairEffect.Keeps, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Move.Of(site) is not { } move || !move.Place.Kind.IsExpression() || move.Place.Kind == NodeKind.Closure || move.IsDropped)
        {
            yield break;
        }
        var place = Places.Bare(move.Place);
        if (move.Type?.StartsWith("&mut", StringComparison.Ordinal) == true && place.Kind is NodeKind.Path or NodeKind.Field)
        {
            yield return site.Candidate("reborrow", 0.85, site.Replace(place, $"&mut *{place.Text}"));
            yield break;
        }
        if (move.Type?.StartsWith("&mut", StringComparison.Ordinal) == true && RepairSite.Quoted(site.Error.Message) is { } name && Places.Function(place) is { } function)
        {
            foreach (var let in function.SelfAndBelow().Where(node => node is { Kind: NodeKind.Let, Children: [_, { Kind: NodeKind.Path }] } && node.Children[1].Text == name))
            {
                yield return site.Candidate("reborrow", 0.85, site.Replace(let.Children[1], $"&mut *{name}"));
            }
        }
        if (place.Kind == NodeKind.MethodCall)
        {
            if (place.NameText == "into_iter")
            {
                yield return site.Candidate("walk by reference", 0.74, Rename(site, place, "iter"));
            }
            else if (place.NameText == "take" && move.Type is { } type && PartlyReadIterator.IsIterator(type))
            {
                yield return site.Candidate("lend the iterator", 0.74, site.After(place.Children[0], ".by_ref()"));
            }
            else if (place.NameText is "unwrap" or "expect" or "map" or "unwrap_or" or "unwrap_or_default" or "and_then" or "ok_or" or "is_some_and" or "unwrap_or_else" or "into_bytes" or "join")
            {
                yield return site.Candidate("look by reference", 0.7, site.After(place.Children[0], ".as_ref()"));
                yield return site.Candidate("look by mutable reference", 0.55, site.After(place.Children[0], ".as_mut()"));
            }
            yield break;
        }
        var promise = place.Parent?.Kind is NodeKind.For ? 0.8 : 0.68;
        yield return site.Candidate("lend it", promise, site.Before(place, "&"));
        if (place.Parent?.Kind == NodeKind.For)
        {
            yield return site.Candidate("lend it mutably", 0.55, site.Before(place, "&mut "));
            // Read to its end, it has nothing more to give.
            if (place.Parent.SelfAndBelow().Any(node => node.Kind is NodeKind.Break or NodeKind.Return))
            {
                yield return site.Candidate("lend the iterator", 0.7, site.After(place, ".by_ref()"));
            }
        }
    }

    private static TextEdit Rename(RepairSite site, RustNode call, string name) =>
        site.Replace(call.Source.ByteStart(call.Name), call.Source.ByteEnd(call.Name), name);
}
