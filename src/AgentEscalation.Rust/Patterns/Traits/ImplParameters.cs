using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Traits;

/// <summary>A parameter of an implementation that its type does not determine moves to the methods that use it, or goes when none does.</summary>
internal sealed class ImplParameters() : RepairPattern("impl-parameters", "E0207", RepairEffect.WidensApi, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        var parameter = node.Parent?.Kind == NodeKind.Generics ? node : node.Parent;
        if (parameter?.Parent is not { Kind: NodeKind.Generics, Parent: { Kind: NodeKind.Impl } impl } generics)
        {
            yield break;
        }
        var name = parameter.NameText;
        var uses = Enumerable.Range(impl.First, impl.End - impl.First).Where(i => impl.Source.Is(i, name) && !(i >= parameter.First && i < parameter.End)).ToList();
        var remove = Commas.RemoveGeneric(site.File, parameter);
        if (uses.Count == 0)
        {
            yield return site.Candidate($"without {name}, which nothing uses", 0.75, remove);
            yield break;
        }
        var methods = impl.Child(NodeKind.ItemList)?.Children.Where(child => child.Kind == NodeKind.Fn && Places.Mentions(child, name)).ToList() ?? [];
        var isInherent = impl.Children.Count(child => child.Kind.IsType()) == 1;
        if (isInherent && uses.TrueForAll(use => methods.Exists(method => use >= method.First && use < method.End)))
        {
            yield return site.Candidate($"{name} belongs to the methods", 0.75, methods.Select(method => Commas.AddGeneric(site.File, method, parameter.Text)).Prepend(remove));
        }
        if (parameter.Kind == NodeKind.LifetimeParam && uses.TrueForAll(use => use > generics.End))
        {
            yield return site.Candidate($"'static for {name}", 0.45, uses.Select(use => site.Replace(impl.Source.ByteStart(use), impl.Source.ByteEnd(use), "'static")).Prepend(remove));
        }
    }
}
