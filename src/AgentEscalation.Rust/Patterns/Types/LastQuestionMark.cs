using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A function ends with a result of its own type and `?` opens it: the result itself is returned.</summary>
internal sealed class LastQuestionMark() : RepairPattern("last-question-mark", "E0282 E0283 E0308", RepairEffect.Keeps, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        var opened = node.Kind == NodeKind.Try ? node : node.Ancestor(NodeKind.Try);
        if (opened?.Parent is { } outer && (outer.Kind == NodeKind.Return || (outer.Kind == NodeKind.Block && outer.Children[^1] == opened && outer.Parent?.Kind is NodeKind.Fn or NodeKind.Closure)))
        {
            yield return site.Candidate("return the result itself", 0.66, site.Replace(opened, opened.Children[0].Text));
        }
    }
}
