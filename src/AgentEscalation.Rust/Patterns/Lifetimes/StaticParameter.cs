using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A private function that hands a parameter to what wants `'static` asks its callers for `'static`.</summary>
internal sealed class StaticParameter() : RepairPattern("static-parameter", "E0521", RepairEffect.WidensApi, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Labelled("must outlive `'static`") is not { Label: { } label } || Places.Function(site.PrimaryNode) is not { } function || Places.IsPublic(function)
            || RepairSite.Quoted(label) is not { } name || function.Child(NodeKind.ParamList) is not { } parameters
            || function.Child(NodeKind.Generics)?.Children.FirstOrDefault(child => child.Kind == NodeKind.LifetimeParam && child.NameText == name) is not { } declared)
        {
            yield break;
        }
        var rest = function.SelfAndBelow().Where(node => node.Kind == NodeKind.Lifetime && node.Text == name && !node.IsWithin(declared)).Select(node => site.Replace(node, "'static"));
        yield return site.Candidate($"{function.NameText} asks for 'static", 0.5, rest.Prepend(Commas.RemoveGeneric(site.File, declared)));
    }
}
