using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A method that uses its value up moves a field out of it, which a type with a `Drop` of its own forbids: the field is taken and leaves its default behind.</summary>
internal sealed class TakeOutOfDropped() : RepairPattern("take-out-of-dropped", "E0509", RepairEffect.Keeps, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Places.Bare(site.PrimaryNode) is not { Kind: NodeKind.Field, Children: [{ Kind: NodeKind.Path } owner] } place
            || Places.Function(place)?.Child(NodeKind.ParamList)?.Children.FirstOrDefault(parameter => parameter.Kind == NodeKind.SelfParam ? owner.Text == "self" && !parameter.Source.Is(parameter.First, "&")
                : parameter.Children is [{ Kind: NodeKind.NamePattern } name, { Kind: not NodeKind.RefType }, ..] && name.NameText == owner.Text) is not { } value)
        {
            yield break;
        }
        var take = site.Replace(place, $"std::mem::take(&mut {place.Text})");
        // What a drop that looks at the field is to find there, nothing says.
        var effect = Places.Functions(site.Sources, "drop").Any(pair => Places.Mentions(pair.Function, place.NameText)) ? RepairEffect.ChangesBehaviour : RepairEffect.Keeps;
        yield return site.Candidate("take the field", 0.75, effect, value.Source.Is(value.First, "mut") ? [take] : [site.Before(value, "mut "), take]);
    }
}
