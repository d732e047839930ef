using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>New values that nothing determines: literals and defaults where a whole value is wanted, empty arms, switched conditions.</summary>
internal static class InventedValues
{
    public static IEnumerable<DegenerateFinding> Find(SourceChange change)
    {
        foreach (var node in change.After.Root.SelfAndBelow())
        {
            if (node.End <= node.First)
            {
                continue;
            }
            switch (node.Kind)
            {
                case NodeKind.Literal when change.IsNew(node.First) && node.Text is "true" or "false" && IsOperand(node) && !change.TakeRemovedLiteral(node.Text):
                    yield return change.New(DegenerateKind.InventedValue, $"new constant condition {node.Text}", node.First);
                    break;
                case NodeKind.Literal when IsInvented(change, node):
                    yield return change.New(DegenerateKind.InventedValue, $"new value {Short(node)}", node.First);
                    break;
                case NodeKind.Call or NodeKind.MethodCall when IsDefault(change, node) && change.IsNew(NameOf(node)) && !HasGone(change, node.Source.Text(NameOf(node))):
                    yield return change.New(DegenerateKind.InventedValue, $"new default value {Short(node)}", node.First);
                    break;
                case NodeKind.Path when IsBlank(node) && change.IsNew(node.Name) && IsWhole(change, node) && !HasGone(change, node.Text):
                    yield return change.New(DegenerateKind.InventedValue, $"new empty value {Short(node)}", node.First);
                    break;
                case NodeKind.Arm when change.IsWhollyNew(node) && node.Children[^1] is { Kind: NodeKind.Block, Children.Count: 0 } or { Kind: NodeKind.Tuple, Children.Count: 0 }:
                    yield return change.New(DegenerateKind.InventedValue, "new arm that does nothing", node.First);
                    break;
            }
        }
    }

    private static bool IsInvented(SourceChange change, RustNode literal)
    {
        if (!change.IsNew(literal.First) || literal.Text is "true" or "false" && IsOperand(literal))
        {
            return false;
        }
        return IsWhole(change, literal) && !IsFormatOfNothing(literal) && !change.TakeRemovedLiteral(literal.Text) && !change.Quotes(literal.Text);
    }

    /// <summary>Whether the node is all that somebody receives, not an operand of a computation.</summary>
    private static bool IsWhole(SourceChange change, RustNode node)
    {
        var outer = node.Parent;
        while (outer?.Kind is NodeKind.Paren or NodeKind.Ref or NodeKind.Unary || (outer?.Kind == NodeKind.ArgList && IsWrapper(outer.Parent!)) || (outer is not null && IsWrapper(outer)))
        {
            node = outer!;
            outer = outer!.Parent;
        }
        return outer?.Kind switch
        {
            // A counter that the change brings along belongs to it; a binding that stood without a value does not.
            NodeKind.Let => !change.IsWhollyNew(outer.Child(kind => kind.IsPattern()) ?? outer),
            NodeKind.ArgList or NodeKind.FieldInit or NodeKind.Return or NodeKind.Break or NodeKind.Arm or NodeKind.Tuple or NodeKind.Array or NodeKind.ArrayRepeat
                or NodeKind.MacroCall or NodeKind.Const or NodeKind.Static or NodeKind.Closure => true,
            NodeKind.Assign => outer.Children[^1] == node,
            NodeKind.Block => outer.Children[^1] == node,
            _ => false,
        };
    }

    private static bool IsWrapper(RustNode node) => node.Kind switch
    {
        NodeKind.Call => node.Children[0].NameText is "Some" or "Ok" or "Err" or "Box" or "new" or "from",
        NodeKind.MethodCall => node.NameText is "to_string" or "to_owned" or "into" or "clone",
        _ => false,
    };

    // `println!(x)` becomes `println!("{}", x)`.
    private static bool IsFormatOfNothing(RustNode literal) =>
        literal.Parent?.Kind == NodeKind.MacroCall && literal.Text.Contains('{', StringComparison.Ordinal) && string.IsNullOrWhiteSpace(SourceChange.LiteralValue(literal.Text));

    private static bool IsDefault(SourceChange change, RustNode node) => node.Source.Text(NameOf(node)) switch
    {
        "default" or "unwrap_or_default" or "dangling" or "empty" => true,
        "null" or "null_mut" => !HasGone(change, "null") && !HasGone(change, "null_mut") && !change.TakeRemovedLiteral("0"),
        // With arguments that stood there before only the name is new.
        "unwrap_or" or "unwrap_or_else" or "map_or" => node.Child(NodeKind.ArgList) is { } arguments && change.IsWhollyNew(arguments),
        _ => false,
    };

    private static int NameOf(RustNode node) => node.Kind == NodeKind.MethodCall ? node.Name : node.Children.Count > 0 ? node.Children[0].Name : -1;

    private static bool IsBlank(RustNode path) => path.NameText == "None" || path.Text is "String::new" or "Vec::new" or "HashMap::new";

    private static bool IsOperand(RustNode node) =>
        node.Parent is { } outer && (outer.Kind is NodeKind.If or NodeKind.While or NodeKind.Guard || (outer.Kind == NodeKind.Binary && outer.Source.Text(outer.Name) is "&&" or "||"));

    private static bool HasGone(SourceChange change, string name)
    {
        for (var i = 0; i < change.Before.Count; i++)
        {
            if (change.IsGone(i) && change.Before.Is(i, name))
            {
                return true;
            }
        }
        return false;
    }

    private static string Short(RustNode node) => node.Text.Length <= 40 ? node.Text : node.Text[..37] + "...";
}
