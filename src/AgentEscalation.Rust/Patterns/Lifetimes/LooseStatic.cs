using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A private function that promises `'static` and returns what it borrowed promises what it has; one that asks for `'static` and needs less asks for less.</summary>
internal sealed class LooseStatic() : RepairPattern("loose-static", "region", RepairEffect.WidensApi, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Labelled("must outlive `'static`") is not { Label: { } label } || Places.Function(site.PrimaryNode) is not { } function
            || (Places.IsPublic(function) && function.Parent?.Kind != NodeKind.Block) || RepairSite.Quoted(label) is not { } name)
        {
            yield break;
        }
        if (label.StartsWith("type annotation requires", StringComparison.Ordinal) && function.Child(NodeKind.ParamList) is { } parameters)
        {
            var asked = parameters.SelfAndBelow().Where(node => node.Kind == NodeKind.Lifetime && node.Text == "'static").Select(node => site.Replace(node, name)).ToList();
            if (asked.Count > 0)
            {
                yield return site.Candidate($"{function.NameText} asks for {name} only", 0.7, asked);
            }
            yield break;
        }
        if (!label.StartsWith("returning this value", StringComparison.Ordinal) || function.Child(NodeKind.ReturnType) is not { } result)
        {
            yield break;
        }
        var named = name.Length > 1 && !char.IsAsciiDigit(name[1]);
        var edits = result.SelfAndBelow().Where(node => node.Kind == NodeKind.Lifetime && node.Text == "'static")
            .Select(node => named ? site.Replace(node, name) : node.Parent?.Kind == NodeKind.RefType ? site.Replace(node.ByteStart, node.Source.ByteStart(node.End), "") : site.Replace(node, "'_")).ToList();
        if (edits.Count > 0)
        {
            yield return site.Candidate($"{function.NameText} returns what it borrowed", 0.7, edits);
        }
    }
}
