using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>The lifetime of a trait object is said once: a second one goes, a missing one is taken from the item around it.</summary>
internal sealed class ObjectBound() : RepairPattern("object-bound", "E0226 E0227 E0228", RepairEffect.Keeps, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        if (site.Error.Code == "E0226")
        {
            if (node.Source.Is(node.First - 1, "+"))
            {
                yield return site.Candidate("one lifetime is enough", 0.7, site.Replace(node.Source.ByteEnd(node.First - 2), node.ByteEnd, ""));
            }
            yield break;
        }
        var item = node.Kind.IsItem() ? node : node.Ancestor(kind => kind.IsItem());
        var names = item?.Child(NodeKind.Generics)?.Children.Where(child => child.Kind == NodeKind.LifetimeParam).Select(child => child.NameText) ?? [];
        foreach (var name in names.Append("'static"))
        {
            yield return site.Candidate($"the object lives for {name}", name == "'static" ? 0.4 : 0.6, site.Insert(site.Primary.ByteEnd, " + " + name));
        }
    }
}
