using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A private function that promises `'static` and returns what it borrowed promises what it has.</summary>
internal sealed class LooseStatic() : RepairPattern("loose-static", "region", RepairEffect.WidensApi, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Labelled("must outlive `'static`") is not { Label: { } label } || !label.StartsWith("returning this value", StringComparison.Ordinal)
            || Places.Function(site.PrimaryNode) is not { } function || (Places.IsPublic(function) && function.Parent?.Kind != NodeKind.Block)
            || RepairSite.Quoted(label) is not { } name || function.Child(NodeKind.ReturnType) is not { } result)
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
