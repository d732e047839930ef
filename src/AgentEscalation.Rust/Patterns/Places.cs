using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns;

/// <summary>Where things are in a tree: statements, bindings, uses, functions.</summary>
internal static class Places
{
    /// <summary>The statement (or last expression of a block) that a node belongs to, within its function.</summary>
    public static RustNode? Statement(RustNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at.Parent?.Kind == NodeKind.Block)
            {
                return at;
            }
            if (at.Kind.IsItem())
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>The function that a node is in; closures are passed over.</summary>
    public static RustNode? Function(RustNode node) => node.Kind == NodeKind.Fn ? node : node.Ancestor(NodeKind.Fn);

    public static RustNode? Impl(RustNode node) => node.Ancestor(kind => kind is NodeKind.Impl or NodeKind.Trait);

    /// <summary>The let, parameter, loop, arm or condition whose pattern brings a name into scope at a place; the pattern itself.</summary>
    public static RustNode? Binding(RustNode use, string name)
    {
        for (var (inner, outer) = (use, use.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            IEnumerable<RustNode> patterns = outer.Kind switch
            {
                NodeKind.Block => outer.Children.TakeWhile(child => child != inner).Where(child => child.Kind == NodeKind.Let && inner.First >= child.End).Reverse(),
                NodeKind.Arm or NodeKind.For => [outer],
                NodeKind.If or NodeKind.While => outer.Children[0].SelfAndBelow().Where(node => node.Kind == NodeKind.LetCondition && node.End <= inner.First),
                NodeKind.Closure or NodeKind.Fn => outer.Child(NodeKind.ParamList)?.Children ?? (IEnumerable<RustNode>)[],
                _ => [],
            };
            foreach (var pattern in patterns)
            {
                if (BindingIn(pattern, name) is { } found)
                {
                    return found;
                }
            }
            if (outer.Kind.IsItem())
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>The binding of a name in the patterns directly under a let, arm, loop, condition or parameter.</summary>
    public static RustNode? BindingIn(RustNode holder, string name)
    {
        foreach (var child in holder.Children)
        {
            if (child.Kind.IsPattern() && child.SelfAndBelow().FirstOrDefault(node => node.Kind == NodeKind.NamePattern && node.NameText == name) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>The let or parameter that a pattern belongs to.</summary>
    public static RustNode Holder(RustNode pattern)
    {
        var node = pattern;
        while (node.Parent is { } outer && node.Kind.IsPattern())
        {
            node = outer;
        }
        return node;
    }

    /// <summary>Uses of a plain name below a node: paths of one segment.</summary>
    public static IEnumerable<RustNode> Uses(RustNode within, string name) =>
        within.SelfAndBelow().Where(node => node.Kind == NodeKind.Path && node.End == node.First + 1 && node.Source.Is(node.First, name));

    /// <summary>Whether a name occurs in a node in any way, inside the strings of macros too.</summary>
    public static bool Mentions(RustNode within, string name)
    {
        for (var i = within.First; i < within.End; i++)
        {
            if (within.Source.Is(i, name) || (within.Source.Kind(i).IsString() && within.Source.Text(i).Contains("{" + name, StringComparison.Ordinal)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A name that is free in the function around a place: methods and fields of the name do not count.</summary>
    public static string Fresh(RustNode at, string wish)
    {
        var scope = Function(at) ?? at.Source.Root;
        var name = wish;
        for (var number = 2; IsTaken(scope, name); number++)
        {
            name = $"{wish}{number}";
        }
        return name;
    }

    private static bool IsTaken(RustNode scope, string name)
    {
        for (var i = scope.First; i < scope.End; i++)
        {
            if ((scope.Source.Is(i, name) && !scope.Source.Is(i - 1, ".") && i != scope.Name)
                || (scope.Source.Kind(i).IsString() && scope.Source.Text(i).Contains("{" + name, StringComparison.Ordinal)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The functions of a name, with the file that each is in.</summary>
    public static IEnumerable<(string File, RustNode Function)> Functions(ParsedSources sources, string name) =>
        sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.Fn && node.NameText == name).Select(node => (pair.File, node)));

    /// <summary>The types of a name.</summary>
    public static IEnumerable<(string File, RustNode Type)> Types(ParsedSources sources, string name) =>
        sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow()
            .Where(node => node.Kind is NodeKind.Struct or NodeKind.Enum or NodeKind.Union && node.NameText == name).Select(node => (pair.File, node)));

    /// <summary>Whether something outside the crate can name a function: `pub` all the way is not looked at, one `pub` suffices.</summary>
    public static bool IsPublic(RustNode item) => item.Child(NodeKind.Visibility) is { } visibility && visibility.Text == "pub";

    /// <summary>The expression without parentheses around it.</summary>
    public static RustNode Bare(RustNode node)
    {
        while (node.Kind == NodeKind.Paren && node.Children is [var inner])
        {
            node = inner;
        }
        return node;
    }

    /// <summary>What a chain of fields, indexes and method calls begins with.</summary>
    public static RustNode Root(RustNode node)
    {
        while (node.Kind is NodeKind.Field or NodeKind.Index or NodeKind.MethodCall or NodeKind.Try or NodeKind.Paren or NodeKind.Await && node.Children.Count > 0)
        {
            node = node.Children[0];
        }
        return node;
    }

    /// <summary>Whether evaluating it twice, or earlier, does the same: names, fields, literals, borrows and arithmetic over them.</summary>
    public static bool IsPure(RustNode node) =>
        node.SelfAndBelow().All(part => part.Kind is NodeKind.Path or NodeKind.Literal or NodeKind.Field or NodeKind.Index or NodeKind.Paren or NodeKind.Ref
            or NodeKind.Binary or NodeKind.Cast or NodeKind.Tuple or NodeKind.ArgList or NodeKind.GenericArgs or NodeKind.Range || part.Kind.IsType()
            || (part.Kind == NodeKind.Unary) || (part.Kind == NodeKind.MethodCall && IsPureMethod(part.NameText)));

    public static bool IsPureMethod(string name) => name is "len" or "is_empty" or "clone" or "get" or "get_mut" or "first" or "last" or "first_mut" or "last_mut" or "iter" or "iter_mut"
        or "as_ref" or "as_mut" or "as_deref" or "as_deref_mut" or "as_str" or "as_slice" or "unwrap" or "expect" or "cloned" or "copied" or "to_string" or "to_owned"
        or "contains_key" or "contains" or "is_some" or "is_none" or "is_ok" or "is_err" or "borrow" or "chars" or "keys" or "values" or "values_mut" or "front" or "back"
        or "front_mut" or "back_mut" or "peek" or "to_vec" or "max" or "min" or "abs" or "trim";
}
