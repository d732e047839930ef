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
            || RepairSite.Quoted(label) is not { } name || function.Child(NodeKind.ParamList) is not { } parameters)
        {
            yield break;
        }
        // What a trait object holds is bounded by the reference before it unless it says more.
        var objects = parameters.Children.Where(parameter => parameter.Child(NodeKind.NamePattern) is { } bound && site.Spans.Any(span => span.Label?.StartsWith($"`{bound.NameText}`", StringComparison.Ordinal) == true))
            .SelectMany(parameter => parameter.Children).Where(type => type is { Kind: NodeKind.RefType, Children: [.., { Kind: NodeKind.DynType }] })
            .Select(type => type.Children[^1]).Where(held => !Places.Mentions(held, "'static") && !held.SelfAndBelow().Any(node => node.Kind == NodeKind.Lifetime)).ToList();
        if (objects.Count > 0)
        {
            yield return site.Candidate($"{function.NameText} asks for an object that holds nothing borrowed", 0.6, objects.Select(held => site.Replace(held, $"({held.Text} + 'static)")));
        }
        if (function.Child(NodeKind.Generics)?.Children.FirstOrDefault(child => child.Kind == NodeKind.LifetimeParam && child.NameText == name) is not { } declared)
        {
            yield break;
        }
        var rest = function.SelfAndBelow().Where(node => node.Kind == NodeKind.Lifetime && node.Text == name && !node.IsWithin(declared)).Select(node => site.Replace(node, "'static"));
        yield return site.Candidate($"{function.NameText} asks for 'static", 0.5, rest.Prepend(Commas.RemoveGeneric(site.File, declared)));
    }
}
