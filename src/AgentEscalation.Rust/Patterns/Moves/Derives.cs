using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>Edits that make types derive a trait, their own field types included.</summary>
internal static class Derives
{
    /// <summary>The edits, or none when a type is not ours or already derives it.</summary>
    public static List<TextEdit> Add(ParsedSources sources, string type, string trait)
    {
        var edits = new List<TextEdit>();
        Add(sources, type, trait, edits, new HashSet<string>(StringComparer.Ordinal));
        return edits;
    }

    /// <summary>The edits for all types of ours that are named in some types.</summary>
    public static List<TextEdit> Of(ParsedSources sources, IEnumerable<RustNode> types, string trait) =>
        [.. types.SelectMany(type => type.SelfAndBelow()).Where(part => part.Kind == NodeKind.PathType && part.Name >= 0).Select(part => part.NameText).Distinct(StringComparer.Ordinal)
            .SelectMany(name => Add(sources, name, trait)).Distinct()];

    private static void Add(ParsedSources sources, string type, string trait, List<TextEdit> edits, HashSet<string> seen)
    {
        if (!seen.Add(type))
        {
            return;
        }
        foreach (var (file, node) in Places.Types(sources, type))
        {
            if (DerivesAlready(node, trait) || Implements(sources, type, trait))
            {
                continue;
            }
            edits.Add(Edit(file, node, trait));
            foreach (var part in node.SelfAndBelow().Where(part => part.Kind == NodeKind.PathType && part.Name >= 0))
            {
                Add(sources, part.NameText, trait, edits, seen);
            }
        }
    }

    private static TextEdit Edit(string file, RustNode type, string trait)
    {
        if (Attribute(type) is { } derive)
        {
            var close = derive.Source.ByteStart(derive.End - 2);
            var empty = derive.Source.Is(derive.End - 3, "(") || derive.Source.Is(derive.End - 3, ",");
            return new TextEdit(file, close, close, empty ? trait : ", " + trait);
        }
        return new TextEdit(file, type.ByteStart, type.ByteStart, $"#[derive({trait})]{type.Source.NewLine}{type.Source.Indent(type.ByteStart)}");
    }

    private static RustNode? Attribute(RustNode type) =>
        type.Children.FirstOrDefault(child => child.Kind == NodeKind.Attribute && child.Source.Is(child.First + 2, "derive"));

    private static bool DerivesAlready(RustNode type, string trait) =>
        type.Children.Any(child => child.Kind == NodeKind.Attribute && child.Source.Is(child.First + 2, "derive") && Places.Mentions(child, trait));

    private static bool Implements(ParsedSources sources, string type, string trait) =>
        sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow()).Any(node => node.Kind == NodeKind.Impl
            && node.Children.Where(child => child.Kind.IsType()).Select(child => child.NameText).SequenceEqual([trait, type], StringComparer.Ordinal));
}
