using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Unsafe;

/// <summary>A reference to a field that may be unaligned becomes a reference to a copy of it.</summary>
internal sealed class CopyUnaligned() : RepairPattern("copy-unaligned", "E0793", RepairEffect.Keeps, ErrorClass.UnsafeCode)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.PrimaryNode;
        if (node is { Kind: NodeKind.Ref, Children: [var referred] } && !node.Source.Is(node.First + 1, "mut"))
        {
            yield return site.Candidate("refer to a copy", 0.8, site.Replace(referred, $"{{ {referred.Text} }}"));
        }
        else if (node.Kind == NodeKind.Field && node.Ancestor(NodeKind.MacroCall) is not null)
        {
            yield return site.Candidate("print a copy", 0.8, site.Replace(node, $"{{ {node.Text} }}"));
        }
        else if (node is { Kind: NodeKind.Field, Parent: { Kind: NodeKind.MethodCall } call } && call.Children[0] == node && Places.IsPureMethod(call.NameText)
            && !call.NameText.EndsWith("_mut", StringComparison.Ordinal))
        {
            yield return site.Candidate("ask a copy", 0.7, site.Replace(node, $"({{ {node.Text} }})"));
        }
    }
}
