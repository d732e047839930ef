using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A dereference of what is no reference, a call of what is no function, a reference pattern for what is none: the sign goes.</summary>
internal sealed class NeedlessSign() : RepairPattern("needless-sign", "E0614 E0618 E0033 E0308", RepairEffect.Keeps, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.PrimaryNode;
        switch (site.Error.Code)
        {
            case "E0614" or "E0308" when node is { Kind: NodeKind.Unary, Children: [var inner] } && node.Source.Is(node.First, "*"):
                if (site.Error.Code == "E0614" || inner.Kind is NodeKind.MethodCall or NodeKind.Call)
                {
                    yield return site.Candidate("no dereference", 0.72, site.Replace(node, inner.Text));
                }
                break;
            case "E0618" when node.Parent is { Kind: NodeKind.Call, Children: [_, { Children.Count: 0 }] } call && call.Children[0] == node && node.Kind is NodeKind.Path or NodeKind.Field:
                yield return site.Candidate("no call", 0.4, site.Replace(call, node.Text));
                break;
            case "E0033":
                var pattern = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
                pattern = pattern.Kind == NodeKind.RefPattern ? pattern : pattern.Ancestor(NodeKind.RefPattern);
                if (pattern is { Children: [var bound] })
                {
                    yield return site.Candidate("bind the reference", 0.7, site.Replace(pattern, bound.Text));
                }
                break;
        }
    }
}
