using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A value of another type than is wanted, where a conversion is determined by the two types.</summary>
internal sealed class FittingValue() : RepairPattern("fitting-value", "E0308 E0606 E0277", RepairEffect.Keeps, ErrorClass.TypeMismatch, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.PrimaryNode;
        var label = site.Primary.Label ?? "";
        if (site.Error.Code == "E0308" && label.Contains("expected `Option", StringComparison.Ordinal) && label.Contains("found `Result", StringComparison.Ordinal) && node.Kind.IsExpression())
        {
            yield return site.Candidate("the value of a result", 0.5, RepairEffect.ChangesBehaviour, site.After(node, ".ok()"));
        }
        if (site.Error.Code == "E0308" && node is { Kind: NodeKind.ArrayRepeat, Children: [_, { Kind: NodeKind.Path } length] } && label == $"expected `{RepairSite.Quoted(label)}`, found `{length.Text}`")
        {
            yield return site.Candidate("the length that the type says", 0.75, site.Replace(length, RepairSite.Quoted(label)!));
        }
        if (site.Error.Code == "E0606" && node is { Kind: NodeKind.Cast, Children: [var value, { Kind: NodeKind.PointerType } pointer] } && pointer.Source.Is(pointer.First + 1, "const"))
        {
            var bare = value.Kind == NodeKind.Ref && value.Children.Count > 0 ? value.Children[0] : value;
            yield return site.Candidate("the pointer to the first element", 0.66, site.Replace(node, (bare.Kind is NodeKind.Path or NodeKind.Field or NodeKind.Literal ? bare.Text : $"({bare.Text})") + ".as_ptr()"));
        }
        if (site.Error.Code == "E0277" && site.Error.Message.EndsWith("is not an iterator", StringComparison.Ordinal) && RepairSite.Quoted(site.Error.Message) is "&str" or "String" or "&String" or "str"
            && node.Kind.IsExpression() && node.Parent is { Kind: NodeKind.For })
        {
            yield return site.Candidate("go over the characters", 0.7, site.After(node, ".chars()"));
        }
    }
}
