using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>
/// A variable that a loop fills is given away in one of its branches and filled on. The move would have left it empty; a copy leaves in it what was given away,
/// which is then given away again.
/// </summary>
internal static class FlushedBuffer
{
    private static readonly HashSet<string> Fillers = ["push", "push_str", "push_back", "push_front", "extend", "insert", "append"];

    private static readonly HashSet<string> Emptiers = ["clear", "pop", "pop_back", "pop_front", "truncate", "remove", "drain", "retain", "take", "split_off", "swap_remove"];

    /// <summary>Whether the copy stays behind in such a variable.</summary>
    public static bool IsKept(RustNode copy) => copy is { Kind: NodeKind.MethodCall, Children: [{ Kind: NodeKind.Path } name, ..] } && IsFlushed(name);

    /// <summary>Whether a variable is given away at a place and filled elsewhere in the same loop, and nothing in the loop empties it.</summary>
    public static bool IsFlushed(RustNode name)
    {
        if (name.End != name.First + 1 || Branch(name) is not ({ } branch, { } loop) || Places.Binding(name, name.Text) is not { } binding
            || Places.Holder(binding) is not { Kind: NodeKind.Let } let || let.IsWithin(loop) || !let.Source.Is(binding.First, "mut"))
        {
            return false;
        }
        var uses = Places.Uses(loop, name.Text).Where(use => use != name).ToList();
        return uses.Exists(use => !use.IsWithin(branch) && IsCalled(use, Fillers)) && !uses.Exists(use => IsCalled(use, Emptiers) || use.Parent is { Kind: NodeKind.Assign } set && set.Children[0] == use);
    }

    /// <summary>Whether the branch that gives the variable away still asks it for something.</summary>
    public static bool IsReadAfter(RustNode name) => Branch(name) is ({ } branch, _) && Places.Uses(branch, name.Text).Any(use => use.First > name.End && !IsCalled(use, Fillers));

    /// <summary>Whether each turn fills the variable before it comes to the branch, whose condition does not look at it.</summary>
    public static bool IsFilledFirst(RustNode name)
    {
        if (Branch(name) is not ({ } branch, { } loop))
        {
            return false;
        }
        var statement = Places.Statement(branch);
        return statement is not null && Places.Uses(loop, name.Text).Any(use => use.End <= statement.First && IsCalled(use, Fillers) && Places.Statement(use)?.Parent == statement.Parent)
            && !(branch.Parent is { Kind: NodeKind.If } asked && Places.Mentions(asked.Children[0], name.Text));
    }

    private static bool IsCalled(RustNode use, HashSet<string> methods) => use.Parent is { Kind: NodeKind.MethodCall } call && call.Children[0] == use && methods.Contains(call.NameText);

    /// <summary>The branch that a place is in and the loop around it.</summary>
    private static (RustNode Branch, RustNode Loop)? Branch(RustNode place)
    {
        RustNode? branch = null;
        for (var at = place.Parent; at is not null && !at.Kind.IsItem() && at.Kind != NodeKind.Closure; at = at.Parent)
        {
            if (at.Kind is NodeKind.For or NodeKind.While or NodeKind.Loop)
            {
                return branch is null ? null : (branch, at);
            }
            if (at.Kind == NodeKind.Arm || (at.Kind == NodeKind.Block && at.Parent?.Kind is NodeKind.If or NodeKind.ElseBlock))
            {
                branch ??= at;
            }
        }
        return null;
    }
}
