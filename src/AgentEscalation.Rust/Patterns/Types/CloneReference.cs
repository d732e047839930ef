using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A value is wanted where there is a reference to one: the value is copied there, or where the variable got it.</summary>
internal sealed class CloneReference() : RepairPattern("clone-reference", "E0308", RepairEffect.Keeps, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var found = site.Primary.Label ?? "";
        if (!found.Contains("found `&", StringComparison.Ordinal) || found.Contains("found `&mut", StringComparison.Ordinal) || !site.PrimaryNode.Kind.IsExpression())
        {
            yield break;
        }
        var node = site.PrimaryNode;
        if (node.Kind == NodeKind.Path && Places.Binding(node, node.Text) is { } binding && Places.Holder(binding) is { Kind: NodeKind.Let } let && let.Children[0] == binding
            && let.Child(kind => kind.IsExpression()) is { Kind: NodeKind.Path or NodeKind.Field } value)
        {
            yield return site.Candidate("copy where the variable begins", 0.7, site.After(value, ".clone()"));
        }
        yield return site.Candidate("copy what is referred to", 0.55, site.After(node, ".clone()"));
        yield return site.Candidate("own what is referred to", 0.5, site.After(node, ".to_owned()"));
    }
}
