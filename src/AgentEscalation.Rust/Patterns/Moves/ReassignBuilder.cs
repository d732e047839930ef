using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A method that uses its value up and returns it changed is called and the result forgotten: the result takes the value's place.</summary>
internal sealed class ReassignBuilder() : RepairPattern("reassign-builder", "E0382", RepairEffect.Keeps, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Move.Of(site)?.Place is not { } place || Places.Statement(place) is not { Kind: NodeKind.ExprStatement, Children: [{ Kind: NodeKind.MethodCall, Children: [{ Kind: NodeKind.Path } builder, ..] } call] } statement
            || !place.IsWithin(call) || Places.Binding(builder, builder.Text) is not { Kind: NodeKind.NamePattern, Children.Count: 0 } binding || Places.Holder(binding) is not { Kind: NodeKind.Let or NodeKind.Param }
            || !Places.Functions(site.Sources, call.NameText).Any() || !Places.Functions(site.Sources, call.NameText).All(pair => ReturnsItself(pair.Function)))
        {
            yield break;
        }
        var assign = site.Before(statement, $"{builder.Text} = ");
        yield return site.Candidate($"{builder.Text} is what {call.NameText} returns", 0.8, binding.Source.Is(binding.First, "mut") ? [assign] : [site.Before(binding, "mut "), assign]);
    }

    private static bool ReturnsItself(RustNode function) =>
        function.Child(NodeKind.ParamList) is { Children: [{ Kind: NodeKind.SelfParam } self, ..] } && !self.Source.Is(self.First, "&") && function.Child(NodeKind.ReturnType) is { Children: [{ Kind: NodeKind.PathType } type] }
        && (type.Text == "Self" || type.Text == Places.Impl(function)?.Children.LastOrDefault(child => child.Kind.IsType())?.Text);
}
