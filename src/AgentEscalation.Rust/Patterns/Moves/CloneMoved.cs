using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A value that is needed again is cloned where it moves; a type of ours that cannot be cloned yet derives it.</summary>
internal sealed class CloneMoved() : RepairPattern("clone-moved", Move.Codes + " E0525", RepairEffect.ChangesDropTime, ErrorClass.MoveSemantics, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Move.Of(site) is not { } move || !(move = Whole(site, move)).Place.Kind.IsExpression() || move.Place.Kind == NodeKind.Closure || move.IsDropped || move.Type?.StartsWith("&mut", StringComparison.Ordinal) == true)
        {
            yield break;
        }
        var place = Places.Bare(move.Place);
        place = place is { Kind: NodeKind.MethodCall } ? place.Children[0] : place;
        if (place.Kind == NodeKind.StructLiteral && place.Children[^1] is { Kind: NodeKind.FieldInit, Name: < 0, Children: [var rest] })
        {
            place = rest;
        }
        // `x.into_iter()` names only the method.
        if (place.Kind == NodeKind.Error || place.Kind.IsBlockLike())
        {
            yield break;
        }
        var text = place.Kind is NodeKind.Unary or NodeKind.Ref or NodeKind.Cast or NodeKind.Binary ? "(" + place.Text + ").clone()" : place.Text + ".clone()";
        if (place is { Kind: NodeKind.Unary, Children: [var pointer] } && place.Source.Is(place.First, "*"))
        {
            text = $"(*{pointer.Text}).clone()";
        }
        yield return site.Candidate("clone what moves", 0.64, site.Replace(place, text));
        var type = move.Type is null || place.Parent?.Kind == NodeKind.FieldInit ? null : Move.Name(move.Type);
        if (place.Parent is { Kind: NodeKind.FieldInit, Name: < 0, Parent: { } literal })
        {
            type = literal.NameText;
        }
        type ??= FieldType(site, place);
        // Of `Result<u8, Problem>` it is the parts that may be ours.
        var parts = move.Type?.Split(['<', '>', ',', ' ', '&', '(', ')', '[', ']', ';'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (parts.Length > 1 && parts.SelectMany(part => Derives.Add(site.Sources, Move.Name(part), "Clone")).Distinct().ToList() is { Count: > 0 } all)
        {
            yield return site.Candidate("derive Clone and clone what moves", 0.61, all.Append(site.Replace(place, text)));
        }
        foreach (var name in new[] { type }.Concat(site.Error.Children.Where(note => note.Message.Contains("implemented `Clone`", StringComparison.Ordinal))
            .Select(note => RepairSite.Quoted(note.Message))).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (name.Length > 0 && Derives.Add(site.Sources, Move.Name(name), "Clone") is { Count: > 0 } derive)
            {
                yield return site.Candidate($"derive Clone for {name} and clone what moves", 0.62, derive.Append(site.Replace(place, text)));
            }
        }
    }

    // A pattern moves a part out of what it looks at: that is cloned whole.
    private static Move Whole(RepairSite site, Move move) => site.Labelled("value partially moved here") is { } part && site.Source.NodeAt(part.ByteStart, part.ByteEnd) is { Kind: NodeKind.NamePattern } bound && Places.Holder(bound) switch
        {
            { Kind: NodeKind.LetCondition } condition => condition.Children[^1],
            { Kind: NodeKind.Arm, Parent: { Kind: NodeKind.Match } match } => match.Children[0],
            _ => null,
        } is { Kind: NodeKind.Path or NodeKind.Field } looked ? move with { Place = looked } : move;

    // What `self.field` is, the compiler does not say when parts of it move.
    private static string? FieldType(RepairSite site, RustNode place)
    {
        if (place is not { Kind: NodeKind.Field, Children: [{ Kind: NodeKind.Path } owner] } || !owner.Source.Is(owner.First, "self")
            || Places.Impl(place) is not { } impl || impl.Children.LastOrDefault(child => child.Kind.IsType()) is not { } self)
        {
            return null;
        }
        return Places.Types(site.Sources, self.NameText).SelectMany(pair => pair.Type.SelfAndBelow())
            .FirstOrDefault(node => node.Kind == NodeKind.FieldDef && node.NameText == place.NameText)?.Child(kind => kind.IsType())?.Text;
    }
}
