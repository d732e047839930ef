using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A generic parameter whose values are copied asks for `Copy`, or the values are cloned and it asks for `Clone`.</summary>
internal sealed class RestrictGeneric() : RepairPattern("restrict-generic", "E0507 E0508 E0382", RepairEffect.WidensApi, ErrorClass.MoveSemantics, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Moves.Move.Of(site)?.Type is not { } type || Places.Function(site.PrimaryNode) is not { } function)
        {
            yield break;
        }
        foreach (var generics in new[] { function.Child(NodeKind.Generics), Places.Impl(function)?.Child(NodeKind.Generics) }.OfType<RustNode>())
        {
            if (generics.Children.FirstOrDefault(child => child.Kind == NodeKind.TypeParam && child.NameText == type) is { } parameter)
            {
                yield return site.Candidate($"{type}: Copy", 0.6, Bound(site, parameter, "Copy"));
            }
        }
    }

    private static TextEdit Bound(RepairSite site, RustNode parameter, string trait) =>
        parameter.Child(NodeKind.Bounds) is { Children.Count: > 0 } bounds ? site.After(bounds, " + " + trait)
            : site.Insert(parameter.Source.ByteEnd(parameter.Name), ": " + trait);
}
