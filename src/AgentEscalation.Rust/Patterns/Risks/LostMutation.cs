using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>
/// A copy that is changed and then forgotten: what was meant to change the original changes nothing any more. Compilers and tests of types
/// are content with it.
/// </summary>
internal static class LostMutation
{
    private const int MostAliases = 3;

    private static readonly HashSet<string> Mutators =
    [
        "push", "push_str", "push_back", "push_front", "pop", "pop_back", "pop_front", "insert", "remove", "swap_remove", "clear", "truncate", "extend", "drain", "append", "retain", "sort",
        "sort_by", "sort_by_key", "sort_unstable", "reverse", "dedup", "take", "replace", "swap", "entry", "iter_mut", "get_mut", "as_mut", "as_deref_mut", "last_mut", "first_mut", "values_mut",
        "get_or_insert_with", "fill", "rotate_left", "rotate_right", "resize",
    ];

    /// <summary>Whether a copy is changed and then forgotten.</summary>
    public static bool IsLost(RustNode copy)
    {
        var (at, outer) = (copy, copy.Parent);
        while (outer is { Kind: NodeKind.MethodCall or NodeKind.Field or NodeKind.Try or NodeKind.Paren or NodeKind.Ref or NodeKind.Index or NodeKind.Unary } && outer.Children[0] == at)
        {
            if (outer.Kind == NodeKind.MethodCall && outer.NameText != "into_iter" && Changes(outer))
            {
                return outer.NameText is not ("take" or "as_mut" or "as_deref_mut" or "pop" or "iter_mut") || Places.Statement(outer) is { Kind: NodeKind.ExprStatement };
            }
            (at, outer) = (outer, outer.Parent);
        }
        return outer switch
        {
            { Kind: NodeKind.Assign } when outer.Children[0] == at => true,
            { Kind: NodeKind.CompoundAssign } when outer.Children[0] == at => true,
            { Kind: NodeKind.Assign } when outer.Children[0] is { Kind: NodeKind.Path } target => IsChangedAndForgotten(target, target.Text),
            { Kind: NodeKind.Let or NodeKind.LetCondition or NodeKind.For } => Names(outer.Children[0]).Any(name => IsChangedAndForgotten(name, name.NameText)),
            { Kind: NodeKind.FieldInit, Parent.Parent: { Kind: NodeKind.Let, Children: [{ Kind: NodeKind.NamePattern } owner, ..] } } => IsOwnersPartChanged(owner, outer.NameText),
            { Kind: NodeKind.Match } => outer.Children.Skip(1).SelectMany(arm => Names(arm.Children[0])).Any(name => IsChangedAndForgotten(name, name.NameText)),
            _ => false,
        };
    }

    /// <summary>Whether the part of a new owner that got the copy is changed; the original, which is asked for later, is not.</summary>
    private static bool IsOwnersPartChanged(RustNode owner, string part)
    {
        foreach (var use in Places.Function(owner) is { } function ? Places.Uses(function, owner.NameText) : [])
        {
            var (node, outer) = (use, use.Parent);
            if (outer is not { Kind: NodeKind.Field } || outer.NameText != part)
            {
                continue;
            }
            while (outer is { Kind: NodeKind.Field or NodeKind.Index or NodeKind.Paren or NodeKind.Unary } && outer.Children[0] == node)
            {
                (node, outer) = (outer, outer.Parent);
            }
            if (outer is { Kind: NodeKind.Assign or NodeKind.CompoundAssign or NodeKind.MethodCall } && outer.Children[0] == node && (outer.Kind != NodeKind.MethodCall || Changes(outer)))
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<RustNode> Names(RustNode pattern) => pattern.SelfAndBelow().Where(node => node.Kind == NodeKind.NamePattern);

    private static bool IsChangedAndForgotten(RustNode at, string name, int depth = 0)
    {
        if (Places.Function(at)?.Child(NodeKind.Block) is not { } body)
        {
            return false;
        }
        var changed = false;
        foreach (var use in Places.Uses(body, name).Where(use => use != at))
        {
            var (node, outer) = (use, use.Parent);
            while (outer is { Kind: NodeKind.Field or NodeKind.Index or NodeKind.Unary or NodeKind.Paren or NodeKind.Try } && outer.Children[0] == node)
            {
                (node, outer) = (outer, outer.Parent);
            }
            switch (outer)
            {
                case { Kind: NodeKind.Assign or NodeKind.CompoundAssign } when outer.Children[0] == node:
                    changed |= node != use || outer.Kind == NodeKind.CompoundAssign;
                    break;
                case { Kind: NodeKind.Ref }:
                    changed |= outer.Source.Is(outer.First + 1, "mut");
                    break;
                case { Kind: NodeKind.MethodCall } when outer.Children[0] == node:
                    changed |= Changes(outer);
                    break;
                // Parts of the copy that get names of their own are as much a copy.
                case { Kind: NodeKind.LetCondition } when outer.Children[^1] == node && depth < MostAliases:
                    changed |= Names(outer.Children[0]).Any(alias => alias.NameText != name && IsChangedAndForgotten(alias, alias.NameText, depth + 1));
                    break;
                case { Kind: NodeKind.MacroCall or NodeKind.Binary or NodeKind.Match or NodeKind.LetCondition or NodeKind.If or NodeKind.While or NodeKind.For }:
                    break;
                default:
                    // Given on whole: whoever has it now has the change too. A part of it is not enough.
                    if (node == use)
                    {
                        return false;
                    }
                    break;
            }
        }
        return changed;
    }

    // The crate's own methods say themselves whether they change.
    internal static bool Changes(RustNode call)
    {
        var own = call.Source.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.Fn && node.NameText == call.NameText).ToList();
        return own.Count == 0 ? Mutators.Contains(call.NameText) || call.NameText.EndsWith("_mut", StringComparison.Ordinal)
            : own.Exists(function => function.Child(NodeKind.ParamList)?.Children is [{ Kind: NodeKind.SelfParam } self, ..] && self.Source.Is(self.First, "&") && Places.Mentions(self, "mut"));
    }
}
