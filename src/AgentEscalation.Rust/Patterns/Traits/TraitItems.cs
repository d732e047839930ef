using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Traits;

/// <summary>An implementation has an item that its trait lacks: a method moves to the type itself, or the trait of ours declares the item. An alias of a
/// trait object that stands for a trait is written out.</summary>
internal sealed class TraitItems() : RepairPattern("trait-items", "E0404 E0407 E0437 E0438", RepairEffect.WidensApi, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        if (site.Error.Code == "E0404")
        {
            foreach (var alias in Aliases(site))
            {
                var text = alias.Source.Is(alias.First, "dyn") ? alias.Source.Slice(alias.Source.ByteStart(alias.First + 1), alias.ByteEnd) : alias.Text;
                yield return site.Candidate("write the alias out", 0.7, site.Replace(site.Primary.ByteStart, site.Primary.ByteEnd, text));
            }
            yield break;
        }
        var item = node.Kind.IsItem() ? node : node.Ancestor(kind => kind.IsItem());
        if (item?.Parent?.Parent is not { Kind: NodeKind.Impl } impl || impl.Children.Where(child => child.Kind.IsType()).ToList() is not [var trait, var self])
        {
            yield break;
        }
        if (item.Kind == NodeKind.Fn && Places.Types(site.Sources, self.NameText).Any())
        {
            var from = impl.Source;
            var indent = from.Indent(impl.ByteStart);
            var text = $"{from.NewLine}{from.NewLine}{indent}impl{impl.Child(NodeKind.Generics)?.Text} {self.Text} {{{from.NewLine}{indent}    {item.Text}{from.NewLine}{indent}}}";
            yield return site.Candidate($"{item.NameText} belongs to {self.NameText}", 0.55, site.Remove(item), site.After(impl, text));
        }
        foreach (var (file, source) in site.Sources.All)
        {
            foreach (var ours in source.Root.SelfAndBelow().Where(found => found.Kind == NodeKind.Trait && found.NameText == trait.NameText))
            {
                if (Declaration(item) is { } declaration && ours.Child(NodeKind.ItemList) is { } list)
                {
                    var at = source.ByteStart(list.End - 1);
                    yield return site.Candidate($"{trait.NameText} has {item.NameText}", 0.5, new TextEdit(file, at, at, $" {declaration} "));
                }
            }
        }
    }

    private static IEnumerable<RustNode> Aliases(RepairSite site) => RepairSite.Quoted(site.Error.Message) is { } name && site.Error.Message.Contains("type alias", StringComparison.Ordinal)
        ? site.Sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow()).Where(node => node.Kind == NodeKind.TypeAlias && node.NameText == name)
            .Select(node => node.Children.LastOrDefault(child => child.Kind is NodeKind.DynType or NodeKind.PathType)).OfType<RustNode>()
        : [];

    private static string? Declaration(RustNode item) => item.Kind switch
    {
        NodeKind.Fn when item.Child(NodeKind.Block) is { } body => item.Source.Slice(item.ByteStart, body.ByteStart).TrimEnd() + ";",
        NodeKind.TypeAlias => $"type {item.NameText}{item.Child(NodeKind.Generics)?.Text};",
        NodeKind.Const when item.Child(kind => kind.IsType()) is { } type => $"const {item.NameText}: {type.Text};",
        _ => null,
    };
}
