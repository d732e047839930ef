using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns;

/// <summary>Whether evaluating something earlier, or twice, can be noticed. Functions of the crate are looked into; foreign ones are known by name.</summary>
internal static class Quiet
{
    private const int MostDepth = 6;

    private static readonly HashSet<string> Changers =
    [
        "push", "push_str", "push_back", "push_front", "pop", "pop_back", "pop_front", "insert", "remove", "swap_remove", "clear", "truncate", "extend", "drain", "append", "retain", "sort",
        "sort_by", "sort_by_key", "sort_unstable", "reverse", "dedup", "take", "replace", "swap", "get_or_insert_with", "get_or_insert", "fill", "rotate_left", "rotate_right", "resize",
        "or_insert", "or_insert_with", "or_default", "and_modify", "set", "store", "fetch_add", "fetch_sub", "send", "recv", "write", "write_all", "read", "read_line", "read_to_string",
        "lock", "flush", "join", "spawn", "await",
    ];

    // They hand on what an iterator was asked for; on an iterator that somebody keeps they move it on.
    private static readonly HashSet<string> Steps = ["next", "next_back", "nth", "find", "position", "any", "all", "by_ref"];

    private static readonly HashSet<string> Beginnings =
        ["iter", "iter_mut", "into_iter", "keys", "values", "values_mut", "chars", "bytes", "lines", "split", "split_whitespace", "char_indices", "windows", "chunks", "enumerate"];

    /// <summary>Whether a method begins an iteration.</summary>
    public static bool Begins(string method) => Beginnings.Contains(method) || method is "drain";

    /// <summary>Whether the node has no effect but its value.</summary>
    public static bool Is(ParsedSources sources, RustNode node) => Is(sources, node, 0);

    private static bool Is(ParsedSources sources, RustNode node, int depth)
    {
        foreach (var part in node.SelfAndBelow())
        {
            var loud = part.Kind switch
            {
                NodeKind.Assign or NodeKind.CompoundAssign => IsFelt(part.Children[0], node),
                NodeKind.Try or NodeKind.Await or NodeKind.Return or NodeKind.Break or NodeKind.Continue => depth == 0,
                NodeKind.MacroCall => part.NameText is not ("format" or "vec" or "matches" or "concat" or "stringify" or "assert" or "debug_assert" or "panic" or "unreachable"),
                NodeKind.MethodCall => IsLoudCall(sources, part, part.NameText, depth),
                NodeKind.Call => !char.IsAsciiLetterUpper(part.Children[0].NameText.FirstOrDefault('a')) && IsLoudFunction(sources, part.Children[0], depth),
                _ => false,
            };
            if (loud)
            {
                return false;
            }
        }
        return true;
    }

    // A local of the function itself may change as it likes.
    private static bool IsFelt(RustNode target, RustNode within) =>
        Places.Root(target) is not { Kind: NodeKind.Path } root || Places.Binding(root, root.Text) is not { } binding || !binding.IsWithin(within)
            || Places.Holder(binding).Kind is NodeKind.Param || target.Kind == NodeKind.Unary;

    private static bool IsLoudCall(ParsedSources sources, RustNode call, string name, int depth)
    {
        var own = IsForeign(sources, call.Children[0]) ? [] : Places.Functions(sources, name).Select(pair => pair.Function).ToList();
        if (own.Count > 0)
        {
            return depth >= MostDepth || !own.TrueForAll(function => function.Child(NodeKind.Block) is { } body && Is(sources, body, depth + 1));
        }
        return Changers.Contains(name) || (Steps.Contains(name) && !call.Children[0].SelfAndBelow().Any(node => node.Kind == NodeKind.MethodCall && Beginnings.Contains(node.NameText)));
    }

    /// <summary>Whether a receiver is a field whose type, wherever a field of that name is declared, is none of the crate's.</summary>
    private static bool IsForeign(ParsedSources sources, RustNode receiver)
    {
        if (receiver.Kind != NodeKind.Field)
        {
            return false;
        }
        var types = sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow()).Where(node => node.Kind == NodeKind.FieldDef && node.NameText == receiver.NameText)
            .Select(node => node.Child(kind => kind.IsType())).ToList();
        return types.Count > 0 && types.TrueForAll(type => type is { Kind: NodeKind.PathType, NameText: "Vec" or "HashMap" or "BTreeMap" or "HashSet" or "BTreeSet" or "VecDeque" or "String" or "Option" or "BinaryHeap" });
    }

    private static bool IsLoudFunction(ParsedSources sources, RustNode path, int depth)
    {
        var own = Places.Functions(sources, path.NameText).Select(pair => pair.Function).ToList();
        return own.Count == 0 ? path.Children.Count == 0 && !path.Text.Contains("::", StringComparison.Ordinal)
            : depth >= MostDepth || !own.TrueForAll(function => function.Child(NodeKind.Block) is { } body && Is(sources, body, depth + 1));
    }
}
