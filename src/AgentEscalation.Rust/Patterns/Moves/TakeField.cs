using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Risks;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>
/// What lies behind a reference cannot be moved away: an option is taken where the function puts something there again, a value is replaced,
/// else it is looked at or cloned.
/// </summary>
internal sealed class TakeField() : RepairPattern("take-field", "E0507 E0382 E0509", RepairEffect.Keeps, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Move.Of(site) is not { } move)
        {
            yield break;
        }
        var place = move.Place.Kind == NodeKind.MethodCall ? move.Place.Children[0] : move.Place;
        if (place.Kind is not (NodeKind.Field or NodeKind.Unary or NodeKind.Index))
        {
            yield break;
        }
        var target = place.Kind == NodeKind.Unary ? place.Children[0] : place;
        var stores = StoredAgain.Is(place);
        // What is taken out by its nature or by the function's name leaves nothing behind.
        var leaves = stores || IsUsedUp(move.Type) || (Places.Function(place) is { } function && KeptElement.SaysRemoving(function) && KeptElement.Lender(place) is not null);
        var option = move.Type?.StartsWith("Option<", StringComparison.Ordinal) == true || IsOptionHere(place);
        if (option)
        {
            yield return site.Candidate("take the option", stores ? 0.9 : leaves ? 0.7 : 0.45, leaves ? RepairEffect.Keeps : RepairEffect.ChangesBehaviour, site.Replace(place, target.Text + ".take()"));
        }
        if (move.Place.Kind != NodeKind.MethodCall || option)
        {
            yield return site.Candidate("look at it by reference", 0.6, site.After(place, ".as_ref()"));
            yield return site.Candidate("look at it by mutable reference", 0.5, site.After(place, ".as_mut()"));
        }
        if (stores)
        {
            yield return site.Candidate("take the value, which is replaced later", 0.55, site.Replace(place, $"std::mem::take({(place.Kind == NodeKind.Unary ? target.Text : "&mut " + place.Text)})"));
        }
    }

    private static bool IsOptionHere(RustNode place) =>
        place.Parent is { Kind: NodeKind.Match or NodeKind.LetCondition } outer && outer.SelfAndBelow().Any(node => node.Kind is NodeKind.TupleStructPattern && node.NameText == "Some");

    // Nobody can use these twice.
    private static bool IsUsedUp(string? type) => type is not null && Array.Exists((string[])["JoinHandle<", "dyn FnOnce"], type.Contains);
}
