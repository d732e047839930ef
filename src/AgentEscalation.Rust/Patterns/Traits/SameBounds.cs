using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Traits;

/// <summary>Bounds that have to agree: an implementation asks no more than its trait, `Drop` as much as the type, `Sized` only where it must.</summary>
internal sealed class SameBounds() : RepairPattern("same-bounds", "E0276 E0277 E0366 E0367", RepairEffect.WidensApi, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        return site.Error.Code switch
        {
            "E0276" => NoMore(site, node),
            "E0277" => Unsized(site),
            _ => Drops(site, node),
        };
    }

    private static IEnumerable<Candidate> NoMore(RepairSite site, RustNode node)
    {
        var bounds = node.Kind == NodeKind.Bounds ? node : node.Ancestor(NodeKind.Bounds);
        if (bounds is not { Children.Count: 1, Parent: { } owner })
        {
            yield break;
        }
        if (owner is { Kind: NodeKind.Predicate, Parent: { Kind: NodeKind.Where } where })
        {
            var edit = where.Children.Count == 1 ? site.Replace(where.Source.ByteEnd(where.First - 1), where.ByteEnd, "") : Commas.Remove(site.File, owner);
            yield return site.Candidate("ask what the trait asks", 0.8, edit);
        }
        else if (owner.Kind == NodeKind.TypeParam)
        {
            yield return site.Candidate("ask what the trait asks", 0.8, site.Replace(owner.Source.ByteEnd(owner.Name), owner.ByteEnd, ""));
        }
    }

    private static IEnumerable<Candidate> Unsized(RepairSite site)
    {
        if (!site.Error.Message.StartsWith("the size for values of type", StringComparison.Ordinal))
        {
            yield break;
        }
        foreach (var span in site.OfNote("required by"))
        {
            if (site.Sources.Get(span.File)?.Slice(span.ByteStart, span.ByteEnd) == "Sized")
            {
                yield return site.Candidate("sized or not", 0.7, new TextEdit(span.File, span.ByteStart, span.ByteStart, "?"));
            }
        }
    }

    private static IEnumerable<Candidate> Drops(RepairSite site, RustNode node)
    {
        var impl = node.Kind == NodeKind.Impl ? node : node.Ancestor(NodeKind.Impl);
        if (impl?.Children.Where(child => child.Kind.IsType()).ToList() is not [_, { Kind: NodeKind.PathType } self])
        {
            yield break;
        }
        foreach (var (file, type) in Places.Types(site.Sources, self.NameText))
        {
            if (type.Child(NodeKind.Generics) is not { } generics)
            {
                continue;
            }
            if (site.Error.Code == "E0366")
            {
                var arguments = string.Join(", ", generics.Children.Select(child => child.NameText));
                var head = impl.Child(NodeKind.Generics);
                yield return site.Candidate(
                    "drop every such value", 0.6, RepairEffect.ChangesBehaviour, head is null ? Commas.AddGeneric(site.File, impl, generics.Text[1..^1]) : site.Replace(head, generics.Text),
                    site.Replace(self, $"{self.NameText}<{arguments}>"));
            }
            else if (RepairSite.Quoted(site.Error.Message, 1)?.Split(": ", 2) is [var name, var bound] && generics.Children.FirstOrDefault(child => child.NameText == name) is { } parameter)
            {
                yield return site.Candidate($"{type.NameText} asks for {name}: {bound}", 0.7, Commas.AddBound(file, parameter, bound));
            }
        }
    }
}
