using System.Globalization;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>The items, fields and variants of a source by a path that stays the same when bodies and signatures change.</summary>
internal static class NamedItems
{
    public sealed record Entry(string Path, RustNode Node);

    public static List<Entry> Of(RustSource source)
    {
        var found = new List<Entry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in source.Root.SelfAndBelow())
        {
            if (Segment(node) is not { } segment)
            {
                continue;
            }
            var path = segment;
            for (var outer = node.Parent; outer is not null; outer = outer.Parent)
            {
                path = Segment(outer) is { } name ? name + "/" + path : path;
            }
            // The second of a name is another item: a cfg pair, or a duplicate that a repair may have to name apart.
            var count = seen[path] = seen.GetValueOrDefault(path) + 1;
            found.Add(new Entry(count == 1 ? path : path + "#" + count.ToString(CultureInfo.InvariantCulture), node));
        }
        return found;
    }

    // What has no name in the original was not read as what it is.
    private static string? Segment(RustNode node) => node.Name < 0 && node.Kind != NodeKind.Impl ? null : node.Kind switch
    {
        NodeKind.Fn => "fn " + Plain(node.NameText),
        NodeKind.Struct or NodeKind.Enum or NodeKind.Union => "type " + Plain(node.NameText),
        NodeKind.TypeAlias => "alias " + Plain(node.NameText),
        NodeKind.Trait => "trait " + Plain(node.NameText),
        NodeKind.Mod => "mod " + Plain(node.NameText),
        NodeKind.Const or NodeKind.Static => "const " + Plain(node.NameText),
        NodeKind.MacroRules => "macro " + Plain(node.NameText),
        NodeKind.Impl => "impl " + string.Join(" for ", node.Children.Where(child => child.Kind.IsType()).Select(TypeName)),
        NodeKind.Variant => "variant " + Plain(node.NameText),
        NodeKind.FieldDef => "field " + Plain(node.NameText),
        _ => null,
    };

    private static string Plain(string name) => name.StartsWith("r#", StringComparison.Ordinal) ? name[2..] : name;

    // Generic arguments and references change in honest repairs of lifetimes and bounds.
    private static string TypeName(RustNode type) =>
        type.Name >= 0 ? type.NameText : type.Children.FirstOrDefault(child => child.Kind.IsType()) is { } inner ? TypeName(inner) : type.Text;
}
