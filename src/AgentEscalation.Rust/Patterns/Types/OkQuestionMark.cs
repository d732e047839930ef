using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A function that returns an option opens a result: why it failed is of no use there.</summary>
internal sealed class OkQuestionMark() : RepairPattern("ok-question-mark", "E0277", RepairEffect.Keeps, ErrorClass.TraitNotImplemented, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        if (site.Error.Message.StartsWith("the `?` operator can only be used on `Option`s, not `Result`s", StringComparison.Ordinal) && (node.Kind == NodeKind.Try ? node : node.Ancestor(NodeKind.Try)) is { } opened)
        {
            yield return site.Candidate("open it as an option", 0.75, site.After(opened.Children[0], ".ok()"));
        }
    }
}
