using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>Whether a place that is emptied is filled again on every way that finds it full, before anybody can look.</summary>
internal static class StoredAgain
{
    public static bool Is(RustNode place)
    {
        for (var statement = Places.Statement(place); statement is { Parent: { } block }; statement = Places.Statement(block))
        {
            if (Follows(block.Children.SkipWhile(child => child != statement).Skip(1), place) is { } stored)
            {
                return stored;
            }
            if (statement == Places.Statement(place) && Full(statement, place) is { } branches)
            {
                var all = branches.ToList();
                return all.Count > 0 && all.TrueForAll(branch => (branch.Kind == NodeKind.Block ? Follows(branch.Children, place) : Writes(branch, place) ? true : null) == true);
            }
            // What happens in a branch or a turn of a loop is followed by what stands after it.
            if (block.Parent is not { Kind: NodeKind.If or NodeKind.Arm or NodeKind.Match })
            {
                return false;
            }
        }
        return false;
    }

    /// <summary>True when statements store into the place before anything else mentions it or leaves; false when something does; null when none
    /// of them says.</summary>
    private static bool? Follows(IEnumerable<RustNode> statements, RustNode place)
    {
        foreach (var statement in statements)
        {
            if (statement.SelfAndBelow().FirstOrDefault(node => Writes(node, place)) is { } write)
            {
                var plain = write == statement || (statement.Kind == NodeKind.ExprStatement && statement.Children[0] == write);
                return plain && !Leaves(write.Children[1]);
            }
            if (Leaves(statement) || statement.SelfAndBelow().Any(node => node.Kind == place.Kind && node.Text == place.Text))
            {
                return false;
            }
        }
        return null;
    }

    private static bool Writes(RustNode node, RustNode place) => node.Kind == NodeKind.Assign && node.Children[0].Text == place.Text;

    private static bool Leaves(RustNode node) => node.SelfAndBelow().Any(part => part.Kind is NodeKind.Return or NodeKind.Try or NodeKind.Break or NodeKind.Continue or NodeKind.Await);

    /// <summary>The branches that see the content, when the place is what the statement asks about; null when it is not.</summary>
    private static IEnumerable<RustNode>? Full(RustNode statement, RustNode place)
    {
        foreach (var node in statement.SelfAndBelow())
        {
            if (node is { Kind: NodeKind.If or NodeKind.While, Children: [{ Kind: NodeKind.LetCondition } condition, { Kind: NodeKind.Block } then, ..] } && place.IsWithin(condition))
            {
                return [then];
            }
            if (node is { Kind: NodeKind.MethodCall, NameText: "map" or "and_then" } && node.Children[0] == place && node.SelfAndBelow().FirstOrDefault(part => part.Kind == NodeKind.Closure) is { } closure)
            {
                return [closure.Children[^1]];
            }
            if (node is { Kind: NodeKind.Match } && place.IsWithin(node.Children[0]))
            {
                return node.Children.Skip(1).Where(arm => arm.Children[0].Text != "None").Select(arm => arm.Children[^1]);
            }
        }
        return null;
    }
}
