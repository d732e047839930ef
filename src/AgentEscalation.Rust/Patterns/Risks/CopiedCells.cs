using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A copy of a value with cells in it has cells of its own: what is written through one is not seen through the other.</summary>
internal static class CopiedCells
{
    public static bool AreIn(ParsedSources sources, IReadOnlyCollection<TextEdit> edits, bool copies, RepairState before)
    {
        var derived = edits.Where(edit => edit.Replacement.Contains("Clone", StringComparison.Ordinal) && !edit.Replacement.Contains("::clone(", StringComparison.Ordinal))
            .SelectMany(edit => ParsedSources.Of(before.Sources).Get(edit.File) is { } source ? Around(source, edit) : []);
        return derived.Concat(copies ? Copy.Types(before).Select(type => type.Split('<')[0].Split("::")[^1]) : []).Distinct(StringComparer.Ordinal)
            .Any(type => type is "Cell" or "RefCell" || HasCells(sources, type, []));
    }

    private static IEnumerable<string> Around(RustSource source, TextEdit edit) =>
        source.Root.SelfAndBelow().Where(node => node.Kind is NodeKind.Struct or NodeKind.Enum && node.ByteStart <= edit.ByteStart && node.ByteEnd > edit.ByteStart).Select(node => node.NameText);

    private static bool HasCells(ParsedSources sources, string type, HashSet<string> seen) =>
        seen.Add(type) && Places.Types(sources, type).SelectMany(pair => Owned(pair.Type)).Any(part => part is "Cell" or "RefCell" or "OnceCell" || HasCells(sources, part, seen));

    // What is shared stays shared.
    private static IEnumerable<string> Owned(RustNode node)
    {
        if (node.Kind == NodeKind.PathType && node.NameText is "Rc" or "Arc" or "PhantomData" || node.Kind == NodeKind.RefType)
        {
            return [];
        }
        var below = node.Children.SelectMany(Owned);
        return node.Kind == NodeKind.PathType && node.Name >= 0 ? below.Prepend(node.NameText) : below;
    }
}
