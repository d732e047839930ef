using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A closure that is made to take what it changes gets a copy where the value can be copied bit by bit: who reads the original afterwards
/// sees none of the changes.</summary>
internal static class MovedCounter
{
    public static bool IsIn(RustSources after, IEnumerable<TextEdit> edits)
    {
        foreach (var (source, start, _) in Copy.Places(after, edits, edit => edit.Replacement.StartsWith("move", StringComparison.Ordinal)))
        {
            var at = source.NodeAt(start, start + "move".Length);
            if ((at.Kind == NodeKind.Closure ? at : at.Ancestor(NodeKind.Closure)) is { } closure && Places.Function(closure) is { } function
                && Changed(closure).Any(name => IsReadAfter(function, closure, name)))
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<string> Changed(RustNode closure) => closure.SelfAndBelow()
        .Select(node => node.Kind switch
        {
            NodeKind.Assign or NodeKind.CompoundAssign or NodeKind.MethodCall when node.Children.Count > 0 => node.Children[0],
            NodeKind.Ref when node.Source.Is(node.First + 1, "mut") => node.Children[0],
            _ => null,
        })
        .OfType<RustNode>().Where(target => target.Kind != NodeKind.Unary).Select(Places.Root)
        .Where(root => root.Kind == NodeKind.Path && root.End == root.First + 1 && Places.Binding(root, root.Text) is { } binding && !binding.IsWithin(closure)
            && binding.Source.Is(binding.First, "mut"))
        .Select(root => root.Text).Distinct(StringComparer.Ordinal);

    private static bool IsReadAfter(RustNode function, RustNode closure, string name)
    {
        for (var i = closure.End; i < function.End; i++)
        {
            if (function.Source.Is(i, name) || (function.Source.Kind(i).IsString() && function.Source.Text(i).Contains("{" + name, StringComparison.Ordinal)))
            {
                return true;
            }
        }
        return false;
    }
}
