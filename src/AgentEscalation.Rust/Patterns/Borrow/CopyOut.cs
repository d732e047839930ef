using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Moves;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>
/// A binding that borrows keeps a copy instead, so that what it was taken from is free again. The binding keeps its type: a reference, now
/// to the copy.
/// </summary>
internal sealed class CopyOut() : RepairPattern(
    "copy-out", Conflict.Codes + " E0597", RepairEffect.ChangesDropTime, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var conflict = Conflict.Of(site);
        var borrow = conflict?.First ?? (site.Error.Code == "E0597" ? site.PrimaryNode : null);
        if (borrow is null || conflict is { IsMutable: true } || Conflict.IsWrittenThrough(borrow) || Places.Statement(borrow) is not { Kind: NodeKind.Let } let || let.Child(kind => kind.IsExpression()) is not { } value || !borrow.IsWithin(value))
        {
            yield break;
        }
        if (Places.Bare(value) is { Kind: NodeKind.Ref } reference)
        {
            if (reference.Source.Is(reference.First + 1, "mut"))
            {
                yield break;
            }
            var place = reference.Children[0];
            // Who writes to the very place and then reads through the reference may mean what was written.
            var rewritten = conflict is { Second: var second } && Places.Statement(second)?.SelfAndBelow().Any(node => node.Kind is NodeKind.Assign or NodeKind.CompoundAssign && node.Children[0].Text == place.Text) == true;
            var effect = rewritten ? RepairEffect.ChangesBehaviour : RepairEffect.ChangesDropTime;
            yield return place is { Kind: NodeKind.Index, Children: [_, { Kind: NodeKind.Range }] }
                ? site.Candidate("copy the slice", 0.62, effect, site.After(place, ".to_owned()[..]"))
                : site.Candidate("copy what is borrowed", 0.66, effect, site.After(place, ".clone()"));
            if (Derives.Of(site.Sources, FieldTypes(site, place), "Clone") is { Count: > 0 } derive)
            {
                yield return site.Candidate("derive Clone and copy what is borrowed", 0.6, effect, derive.Append(site.After(place, ".clone()")));
            }
            yield break;
        }
        if (value.SelfAndBelow().Any(node => node.Kind == NodeKind.MethodCall && node.NameText.EndsWith("_mut", StringComparison.Ordinal)))
        {
            yield break;
        }
        var name = let.Child(NodeKind.NamePattern)?.NameText;
        if (name is not null && value.Kind is NodeKind.MethodCall or NodeKind.Call && value.NameText is "get" or "first" or "last" or "iter" or "next" or "peek" or "max" or "min" or "find"
            or "front" or "back" or "max_by_key" or "min_by_key" or "as_ref")
        {
            var optional = value.NameText == "as_ref" ? ".clone()" : ".cloned()";
            yield return site.Candidate("copy what is found", 0.64, [value.NameText == "as_ref"
                ? site.Replace(value.Children[0].ByteEnd, value.ByteEnd, optional) : site.After(value, optional), site.LineAfter(let, $"let {name} = {name}.as_ref();")]);
            yield return site.Candidate("copy what is found", 0.55, site.After(value, ".cloned()"));
        }
        yield return site.Candidate("copy what is borrowed", 0.6, [site.Before(value, "&"), site.After(value, ".clone()")]);
        if (Derives.Of(site.Sources, FieldTypes(site, value), "Clone") is { Count: > 0 } derived)
        {
            yield return site.Candidate("derive Clone and copy what is borrowed", 0.55, derived.Append(site.Before(value, "&")).Append(site.After(value, ".clone()")));
        }
        yield return site.Candidate("own what is borrowed", 0.58, [site.Before(value, "&*"), site.After(value, ".to_owned()")]);
        yield return site.Candidate("own what is borrowed", 0.5, site.After(value, ".to_owned()"));
    }

    // By the names of the fields that the place goes through: what an element is, the compiler does not say here.
    private static IEnumerable<RustNode> FieldTypes(RepairSite site, RustNode place)
    {
        var names = place.SelfAndBelow().Where(node => node.Kind == NodeKind.Field).Select(node => node.NameText).ToHashSet(StringComparer.Ordinal);
        return site.Sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow()).Where(node => node.Kind == NodeKind.FieldDef && names.Contains(node.NameText))
            .Select(node => node.Child(kind => kind.IsType())).OfType<RustNode>();
    }
}
