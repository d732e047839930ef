namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    private RustNode? Generics()
    {
        if (!Is("<"))
        {
            return null;
        }
        var first = _at++;
        var parts = new List<RustNode?>();
        while (!AtEnd && !Is(">"))
        {
            var before = _at;
            parts.Add(GenericParameter());
            if (!Take(",") && !Is(">") && _at == before)
            {
                if (NowKind == TokenKind.Open || Is(";") || NowKind == TokenKind.Close)
                {
                    break;
                }
                parts.Add(Skip());
            }
        }
        Take(">");
        return With(Node(NodeKind.Generics, first), parts);
    }

    private RustNode GenericParameter()
    {
        var first = _at;
        var attributes = OuterAttributes();
        RustNode parameter;
        if (NowKind == TokenKind.Lifetime)
        {
            var name = _at++;
            parameter = Node(NodeKind.LifetimeParam, first, name, Is(":") ? Bounds() : null);
        }
        else if (Take("const"))
        {
            var name = TakeName();
            var type = Take(":") ? Type() : null;
            parameter = Node(NodeKind.ConstParam, first, name, type, Take("=") ? GenericArgument() : null);
        }
        else
        {
            var name = TakeName();
            var bounds = Is(":") ? Bounds() : null;
            parameter = Node(NodeKind.TypeParam, first, name, bounds, Take("=") ? Type() : null);
        }
        parameter.AdoptBefore(attributes);
        return parameter;
    }

    /// <summary>From the colon on: types and lifetimes joined by `+`.</summary>
    private RustNode Bounds()
    {
        var first = _at++;
        var parts = new List<RustNode?>();
        BoundsInto(parts);
        return With(Node(NodeKind.Bounds, first), parts);
    }

    private void BoundsInto(List<RustNode?> parts)
    {
        while (!AtEnd)
        {
            var before = _at;
            parts.Add(Bound());
            if (!Take("+") || _at == before)
            {
                return;
            }
        }
    }

    private RustNode? Bound()
    {
        if (NowKind == TokenKind.Lifetime)
        {
            return LifetimeAt(_at++);
        }
        if (Is("use") && Peek(1) == "<")
        {
            var first = _at++;
            return Node(NodeKind.GenericArgs, first, -1, GenericArguments());
        }
        if (Is("?") || Is("~") || (Is("const") && Peek(1) != "{"))
        {
            var first = _at++;
            Take("const");
            return Node(NodeKind.PathType, first, -1, PathType());
        }
        return Is("(") || Is("for") || Is("::") || Is("<") || NowKind.IsName() ? Type(plus: false) : null;
    }

    private RustNode LifetimeAt(int token) => new(_source, NodeKind.Lifetime, token, token + 1, token);

    private RustNode? Where()
    {
        if (!Is("where"))
        {
            return null;
        }
        var first = _at++;
        var parts = new List<RustNode?>();
        while (!AtEnd && !Is("{") && !Is(";") && !Is("="))
        {
            var start = _at;
            var subject = NowKind == TokenKind.Lifetime ? LifetimeAt(_at++) : Type(plus: false);
            var bounds = Is(":") ? Bounds() : null;
            parts.Add(Node(NodeKind.Predicate, start, -1, subject, bounds));
            if (!Take(",") && _at == start)
            {
                break;
            }
        }
        return With(Node(NodeKind.Where, first), parts);
    }
}
