using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>An iterator that was read in part and is asked again was meant to go on; a copy of it begins anew.</summary>
internal static class PartlyReadIterator
{
    private static readonly HashSet<string> Iterators =
    [
        "Iter", "IterMut", "IntoIter", "Chars", "CharIndices", "Bytes", "Lines", "Split", "SplitWhitespace", "Map", "Filter", "FilterMap", "Enumerate", "Zip", "Rev", "Peekable", "Skip",
        "Take", "StepBy", "Chain", "Cycle", "Cloned", "Copied", "Keys", "Values", "Windows", "Chunks", "FlatMap", "Flatten", "Range", "RangeInclusive", "Scan", "TakeWhile", "SkipWhile",
    ];

    public static bool IsLost(RustNode copy, RepairState before)
    {
        var whole = Copy.Whole(copy);
        var partly = whole.Parent switch
        {
            { Kind: NodeKind.MethodCall, NameText: "take" or "take_while" or "map_while" or "zip" or "scan" } call => call.Children[0] == whole,
            { Kind: NodeKind.For } loop => loop.Children[1] == whole && loop.SelfAndBelow().Any(node => node.Kind is NodeKind.Break or NodeKind.Return),
            _ => false,
        };
        return partly && Copy.Types(before).Any(IsIterator);
    }

    public static bool IsIterator(string type) => type.StartsWith("impl Iterator", StringComparison.Ordinal) || Iterators.Contains(type.Split('<')[0].Split("::")[^1]);
}
