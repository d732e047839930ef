namespace AgentEscalation.Rust.Source;

/// <summary>
/// A node of the tree: a range of the significant tokens [<see cref="First"/>, <see cref="End"/>). Children are in source order.
/// <see cref="Name"/> is the token that names it (an item's name, a method, a field, a binding, an operator), -1 without one.
/// </summary>
internal sealed class RustNode(RustSource source, NodeKind kind, int first, int end, int name)
{
    private List<RustNode>? _children;

    public RustSource Source { get; } = source;

    public NodeKind Kind { get; } = kind;

    public int First { get; private set; } = first;

    public int End { get; } = end;

    public int Name { get; } = name;

    public RustNode? Parent { get; private set; }

    public IReadOnlyList<RustNode> Children => _children ?? (IReadOnlyList<RustNode>)[];

    public int ByteStart => Source.ByteStart(First);

    /// <summary>The end of the last token; of an empty node its start.</summary>
    public int ByteEnd => End > First ? Source.ByteEnd(End - 1) : ByteStart;

    public string Text => Source.Slice(ByteStart, ByteEnd);

    public string NameText => Name < 0 ? "" : Source.Text(Name);

    public void Adopt(RustNode? child)
    {
        if (child is not null)
        {
            child.Parent = this;
            (_children ??= []).Add(child);
        }
    }

    /// <summary>Takes nodes that were read before this one began, such as an item's attributes.</summary>
    public void AdoptBefore(IReadOnlyList<RustNode> children)
    {
        if (children.Count > 0)
        {
            foreach (var child in children)
            {
                child.Parent = this;
            }
            (_children ??= []).InsertRange(0, children);
            First = Math.Min(First, children[0].First);
        }
    }

    public RustNode? Child(NodeKind wanted)
    {
        foreach (var child in Children)
        {
            if (child.Kind == wanted)
            {
                return child;
            }
        }
        return null;
    }

    public RustNode? Child(Func<NodeKind, bool> wanted)
    {
        foreach (var child in Children)
        {
            if (wanted(child.Kind))
            {
                return child;
            }
        }
        return null;
    }

    public RustNode? Ancestor(NodeKind wanted) => Ancestor(kind => kind == wanted);

    /// <summary>The nearest enclosing node of a kind, this one not counted.</summary>
    public RustNode? Ancestor(Func<NodeKind, bool> wanted)
    {
        var node = Parent;
        while (node is not null && !wanted(node.Kind))
        {
            node = node.Parent;
        }
        return node;
    }

    public bool IsWithin(RustNode other) => First >= other.First && End <= other.End;

    /// <summary>This node and all below it, parents first, without recursion.</summary>
    public IEnumerable<RustNode> SelfAndBelow()
    {
        var open = new Stack<RustNode>();
        open.Push(this);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Count - 1; i >= 0; i--)
            {
                open.Push(node.Children[i]);
            }
        }
    }

    public override string ToString() => $"{Kind} {Text}";
}
