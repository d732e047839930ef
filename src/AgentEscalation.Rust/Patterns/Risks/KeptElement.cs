using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A function that was lent something to change returns a copy of a part of it and leaves the part where it is: most likely it was to take the part
/// out, and who asks again gets the same part again.</summary>
internal static class KeptElement
{
    private const int MostAliases = 3;

    private static readonly HashSet<string> Verbs =
    [
        "take", "remove", "pop", "extract", "drain", "detach", "dequeue", "steal", "pull", "evict", "withdraw", "checkout", "claim", "consume", "unlink", "shift", "flush", "release", "next", "pick", "grab",
        "fetch", "eject", "unload", "cut", "harvest", "finish", "complete", "close", "commit", "reset", "split", "submit", "send", "dispatch", "deliver", "emit", "seal", "dump", "transfer", "give", "hand",
        "spend", "deal", "draw", "receive", "serve", "swap", "rotate", "empty", "clear", "process", "run", "handle", "execute",
    ];

    private static readonly HashSet<string> Removers =
    [
        "remove", "swap_remove", "pop", "pop_front", "pop_back", "take", "drain", "split_off", "retain", "clear", "truncate", "replace", "append", "pop_first", "pop_last", "remove_entry",
    ];

    private static readonly HashSet<string> Passing =
        ["map", "and_then", "filter_map", "find_map", "unwrap", "expect", "ok_or", "ok_or_else", "unwrap_or", "unwrap_or_else", "unwrap_or_default", "into", "cloned", "collect"];

    /// <summary>Whether a copy is returned of what was to be taken out.</summary>
    public static bool IsLeft(RustNode copy)
    {
        if (Places.Function(copy) is not { } function || Lender(copy) is not { } lender || !IsReturned(copy, function))
        {
            return false;
        }
        if (copy.SelfAndBelow().FirstOrDefault(node => node.Kind == NodeKind.Index) is { } element && IsAtCursor(element))
        {
            return false;
        }
        var body = function.Child(NodeKind.Block)!;
        return SaysTaking(function) ? !Changes(body, lender, onlyRemovers: true) : !Changes(body, lender, onlyRemovers: false);
    }

    /// <summary>Whether a function's name says without doubt that something leaves.</summary>
    public static bool SaysRemoving(RustNode function) => function.NameText.TrimStart('_').Split('_')[0] is "take" or "remove" or "pop" or "extract" or "drain" or "detach" or "dequeue" or "steal" or "pull"
        or "evict" or "withdraw" or "unlink" or "eject" or "unload" or "cut" or "harvest" or "pick" or "grab" or "fetch";

    /// <summary>Whether an element is found by a position that the function moves on: then nothing has to leave the list.</summary>
    public static bool IsAtCursor(RustNode element)
    {
        if (element.Children is not [_, var position])
        {
            return false;
        }
        var body = Places.Function(element)?.Child(NodeKind.Block);
        var source = position.SelfAndBelow()
            .SelectMany(node => node is { Kind: NodeKind.Path } && Places.Binding(node, node.Text) is { } binding && Places.Holder(binding) is { Kind: NodeKind.Let } let ? let.SelfAndBelow() : [node]).ToList();
        if (source.Exists(node => node is { Kind: NodeKind.MethodCall, Children: [{ Text: "self" }, ..] } && LostMutation.Changes(node)))
        {
            return true;
        }
        var positions = source.Where(node => node.Kind == NodeKind.Field).Select(node => node.NameText).ToHashSet(StringComparer.Ordinal);
        return body is not null && body.SelfAndBelow().Any(node => node.Kind is NodeKind.Assign or NodeKind.CompoundAssign && node.Children[0].Kind == NodeKind.Field && positions.Contains(node.Children[0].NameText));
    }

    /// <summary>Whether a function's name begins with a word for taking something out.</summary>
    public static bool SaysTaking(RustNode function) => Verbs.Contains(function.NameText.TrimStart('_').Split('_')[0]);

    /// <summary>The parameter that a place is reached through, when it was lent for changing.</summary>
    public static string? Lender(RustNode place) => Lender(place, 0);

    private static RustNode? Source(RustNode holder) => holder.Kind switch
    {
        NodeKind.Let or NodeKind.For => holder.Child(kind => kind.IsExpression()),
        NodeKind.LetCondition => holder.Children[^1],
        NodeKind.Arm when holder.Parent is { Kind: NodeKind.Match } match => match.Children[0],
        NodeKind.Param when holder.Ancestor(kind => kind is NodeKind.Closure or NodeKind.Fn) is { Kind: NodeKind.Closure } closure && closure.Parent?.Parent is { Kind: NodeKind.MethodCall } call => call.Children[0],
        _ => null,
    };

    private static string? Lender(RustNode place, int steps)
    {
        var root = Places.Root(place);
        while (root is { Kind: NodeKind.Ref or NodeKind.Unary, Children: [.., var inner] })
        {
            root = Places.Root(inner);
        }
        // A name for a part of it leads on to it.
        if (steps < MostAliases && root.Kind == NodeKind.Path && Places.Binding(root, root.Text) is { } binding && Source(Places.Holder(binding)) is { } source)
        {
            return Lender(source, steps + 1);
        }
        return root.Kind == NodeKind.Path && Places.Function(place)?.Child(NodeKind.ParamList)?.Children.FirstOrDefault(parameter => parameter.Kind == NodeKind.SelfParam
            ? root.Text == "self" && parameter.Source.Is(parameter.First, "&") && Places.Mentions(parameter, "mut")
            : parameter.Children is [{ Kind: NodeKind.NamePattern } name, { Kind: NodeKind.RefType } type, ..] && name.NameText == root.Text && Places.Mentions(type, "mut")) is not null ? root.Text : null;
    }

    private static bool IsReturned(RustNode copy, RustNode function, int steps = 0)
    {
        for (var (node, outer) = (copy, copy.Parent); outer is not null; (node, outer) = (outer, outer.Parent))
        {
            switch (outer.Kind)
            {
                case NodeKind.Return:
                case NodeKind.Fn:
                    return outer.Kind == NodeKind.Return || outer == function;
                case NodeKind.Let when outer.Children[0] is { Kind: NodeKind.NamePattern } name && steps < MostAliases:
                    return Places.Uses(function.Child(NodeKind.Block)!, name.NameText).Any(use => IsReturned(use, function, steps + 1));
                case NodeKind.Block when outer.Children[^1] == node && node.Kind.IsExpression():
                case NodeKind.Paren or NodeKind.Tuple or NodeKind.If or NodeKind.ElseBlock or NodeKind.Arm or NodeKind.Match or NodeKind.Try or NodeKind.StructLiteral or NodeKind.FieldInit or NodeKind.ArgList:
                case NodeKind.Closure when outer.Children[^1] == node:
                case NodeKind.MethodCall when Passing.Contains(outer.NameText):
                case NodeKind.Call when char.IsAsciiLetterUpper(outer.Children[0].NameText.FirstOrDefault('a')):
                    continue;
                default:
                    return false;
            }
        }
        return false;
    }

    private static bool Changes(RustNode body, string lender, bool onlyRemovers) => body.SelfAndBelow().Any(node => node.Kind switch
    {
        NodeKind.MethodCall => Places.Root(node).Text == lender && (onlyRemovers ? Removers.Contains(node.NameText) : LostMutation.Changes(node)),
        NodeKind.Call => node.Children is [{ NameText: "take" or "replace" or "swap" }, { } arguments] && Places.Mentions(arguments, lender)
            || (!onlyRemovers && node.Children[^1].Children.Any(argument => argument.Text == lender)),
        NodeKind.Assign or NodeKind.CompoundAssign => !onlyRemovers && (node.Children[0].Kind == NodeKind.Unary || IsRootedAt(node.Children[0], lender)),
        NodeKind.NamePattern => !onlyRemovers && node.Source.Is(node.First, "ref") && node.Source.Is(node.First + 1, "mut"),
        NodeKind.Ref => !onlyRemovers && node.Source.Is(node.First + 1, "mut") && IsRootedAt(node.Children[0], lender),
        _ => false,
    });

    private static bool IsRootedAt(RustNode place, string lender)
    {
        while (place is { Kind: NodeKind.Unary, Children: [var inner] })
        {
            place = inner;
        }
        return Places.Root(place).Text == lender;
    }
}
