using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A lifetime written in a local annotation or an argument list is left to the compiler, which knows it.</summary>
internal sealed class InferLifetime() : RepairPattern("infer-lifetime", "E0597 E0716 E0794", RepairEffect.Keeps, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Error.Code == "E0794")
        {
            var argument = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
            if (argument.Parent?.Kind == NodeKind.GenericArgs)
            {
                yield return site.Candidate("leave the lifetime out", 0.8, Commas.RemoveGeneric(site.File, argument));
            }
            yield break;
        }
        if (site.Labelled("type annotation requires", "argument requires that") is not { } span)
        {
            yield break;
        }
        var node = site.NodeOf(span);
        var within = node.Kind.IsType() ? node : node is { Kind: NodeKind.Call, Children: [{ Kind: NodeKind.Path } callee, ..] } ? callee : null;
        if (within is not null && (within.Ancestor(NodeKind.Let) is not null || within.Kind == NodeKind.Path))
        {
            var edits = within.SelfAndBelow().Where(part => part.Kind == NodeKind.Lifetime && part.Text != "'_").Select(part => site.Replace(part, "'_")).ToList();
            if (edits.Count > 0)
            {
                yield return site.Candidate("leave the lifetime to the compiler", 0.72, edits);
            }
        }
    }
}
