using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A trait object leaves out an associated type which is the same in all implementations that there are.</summary>
internal sealed class KnownAssociatedType() : RepairPattern("known-associated-type", "E0191", RepairEffect.Keeps, ErrorClass.TypeMismatch, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (RepairSite.Quoted(site.Error.Message) is not { } name || RepairSite.Quoted(site.Error.Message, 1) is not { } trait)
        {
            yield break;
        }
        var values = site.Sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow())
            .Where(node => node.Kind == NodeKind.TypeAlias && node.NameText == name && Places.Impl(node) is { Kind: NodeKind.Impl } impl && impl.Child(kind => kind.IsType())?.NameText == trait)
            .Select(node => node.Children.LastOrDefault(child => child.Kind.IsType())?.Text).Distinct(StringComparer.Ordinal).ToList();
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        var path = node.SelfAndBelow().FirstOrDefault(part => part.Kind == NodeKind.PathType) ?? node.Ancestor(NodeKind.PathType);
        if (values is not [{ } value] || value.Contains("Self", StringComparison.Ordinal) || value.Contains('\'') || path is null)
        {
            yield break;
        }
        yield return site.Candidate($"{name} is {value}", 0.75, path.Child(NodeKind.GenericArgs) is { Children.Count: > 0 } arguments
            ? site.Insert(arguments.Children[^1].ByteEnd, $", {name} = {value}") : site.After(path, $"<{name} = {value}>"));
    }
}
