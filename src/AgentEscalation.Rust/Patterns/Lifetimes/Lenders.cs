using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>The parameters that a function's results may be borrowed from, followed through its variables.</summary>
internal static class Lenders
{
    private const int MostSteps = 200;

    private static readonly HashSet<string> Choosers = ["unwrap_or", "unwrap_or_else", "or", "or_else", "max", "min", "map_or", "map_or_else", "chain", "zip", "and", "xor", "get_or_insert", "fold", "unwrap_or_default"];

    private static readonly HashSet<string> Fillers = ["push", "push_back", "push_front", "insert", "extend", "append", "replace", "push_str"];

    /// <summary>The parameters; null when that cannot be told.</summary>
    public static HashSet<RustNode>? Of(RustNode function)
    {
        var search = new Search();
        return function.Child(NodeKind.Block) is { } body && OwnedReturn.Results(body).All(search.Follow) ? search.Found : null;
    }

    private sealed class Search
    {
        private readonly HashSet<RustNode> _seen = [];

        public HashSet<RustNode> Found { get; } = [];

        public bool Follow(RustNode node)
        {
            node = Places.Bare(node);
            if (!_seen.Add(node))
            {
                return true;
            }
            return _seen.Count <= MostSteps && node.Kind switch
            {
                NodeKind.Literal or NodeKind.MacroCall or NodeKind.Binary or NodeKind.Closure or NodeKind.Return or NodeKind.Break or NodeKind.Continue => true,
                NodeKind.Path => node.Text == "None" || Name(node),
                NodeKind.MethodCall => Follow(node.Children[0])
                    && (!Choosers.Contains(node.NameText) || node.Children[^1].Children.Where(argument => argument.Kind != NodeKind.Closure).All(Follow)),
                NodeKind.Call => node.Children[^1].Children.Count == 0 || (char.IsAsciiLetterUpper(node.Children[0].NameText.FirstOrDefault('a')) && node.Children[^1].Children.All(Follow)),
                NodeKind.Field or NodeKind.Index or NodeKind.Try or NodeKind.Unary or NodeKind.Ref or NodeKind.Cast => node.Children.Count > 0 && Follow(node.Children[0]),
                NodeKind.Tuple or NodeKind.Array => node.Children.All(Follow),
                NodeKind.StructLiteral => node.Children.Where(child => child.Kind == NodeKind.FieldInit).All(child => child.Children.Count > 0 ? Follow(child.Children[^1]) : Bound(child, child.NameText)),
                NodeKind.Block => node.Children.Count == 0 || !node.Children[^1].Kind.IsExpression() || Follow(node.Children[^1]),
                NodeKind.If => node.Children.Skip(1).All(Follow),
                NodeKind.ElseBlock => node.Children.All(Follow),
                NodeKind.Match => node.Children.Skip(1).All(arm => Follow(arm.Children[^1])),
                _ => false,
            };
        }

        private bool Name(RustNode use) => use.End == use.First + 1 && (Bound(use, use.Text) || char.IsAsciiLetterUpper(use.Text[0]));

        private bool Bound(RustNode use, string name)
        {
            if (name == "self" || Places.Binding(use, name) is not { } binding)
            {
                return false;
            }
            var holder = Places.Holder(binding);
            switch (holder.Kind)
            {
                case NodeKind.Param when holder.Ancestor(kind => kind is NodeKind.Closure or NodeKind.Fn) is { Kind: NodeKind.Fn }:
                    Found.Add(holder);
                    return true;
                case NodeKind.Param:
                    return holder.Ancestor(NodeKind.Closure)?.Parent?.Parent is { Kind: NodeKind.MethodCall } call && Follow(call.Children[0]);
                case NodeKind.Arm:
                    return holder.Parent is { Kind: NodeKind.Match } match && Follow(match.Children[0]);
                case NodeKind.LetCondition:
                    return Follow(holder.Children[^1]);
                case NodeKind.For:
                    return holder.Child(kind => kind.IsExpression()) is { } each && Follow(each);
                case NodeKind.Let:
                    return (holder.Child(kind => kind.IsExpression()) is not { } value || Follow(value)) && Given(Places.Function(use), name).All(Follow);
                default:
                    return false;
            }
        }

        // What the variable is given later, or what is put into it.
        private static IEnumerable<RustNode> Given(RustNode? function, string name) => function?.SelfAndBelow().SelectMany(node => node switch
        {
            { Kind: NodeKind.Assign } when node.Children[0].Text == name => [node.Children[^1]],
            { Kind: NodeKind.MethodCall } when node.Children[0].Text == name && Fillers.Contains(node.NameText) => node.Children[^1].Children,
            _ => (IEnumerable<RustNode>)[],
        }) ?? [];
    }
}
