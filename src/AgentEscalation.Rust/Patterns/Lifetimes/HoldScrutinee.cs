using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A match that takes a fresh value apart and hands out references into it looks at a value that has a name and lives on.</summary>
internal sealed class HoldScrutinee() : RepairPattern("hold-scrutinee", "E0597", RepairEffect.ChangesDropTime, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var use = site.PrimaryNode.Kind == NodeKind.Ref && site.PrimaryNode.Children.Count > 0 ? site.PrimaryNode.Children[0] : site.PrimaryNode;
        if (use.Kind != NodeKind.Path || Places.Binding(use, use.Text) is not { } binding)
        {
            yield break;
        }
        var value = Places.Holder(binding) switch
        {
            { Kind: NodeKind.Arm, Parent: { Kind: NodeKind.Match } match } => match.Children[0],
            { Kind: NodeKind.LetCondition } condition => condition.Children[^1],
            _ => null,
        };
        if (value is { Kind: NodeKind.Call or NodeKind.MethodCall or NodeKind.MacroCall } && Places.Statement(value) is { } statement)
        {
            var name = Places.Fresh(use, "held");
            yield return site.Candidate("keep what is matched", 0.68, site.LineBefore(statement, $"let {name} = {value.Text};"), site.Replace(value, "&" + name));
        }
    }
}
