namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    private RustNode? Type(bool plus = true)
    {
        var first = _at;
        if (AtEnd || !Deeper())
        {
            return null;
        }
        var type = OneType();
        _depth--;
        if (plus && type is not null && Is("+") && type.Kind is NodeKind.PathType or NodeKind.ParenType)
        {
            var parts = new List<RustNode?> { type };
            _at++;
            BoundsInto(parts);
            return With(Node(NodeKind.DynType, first), parts);
        }
        return type;
    }

    private RustNode? OneType()
    {
        var first = _at;
        switch (Now)
        {
            case "&" or "&&" when NowKind == TokenKind.Punct:
                _at++;
                var lifetime = NowKind == TokenKind.Lifetime ? LifetimeAt(_at++) : null;
                Take("mut");
                return Node(NodeKind.RefType, first, -1, lifetime, Type(plus: false));
            case "*" when Peek(1) is "const" or "mut":
                _at += 2;
                return Node(NodeKind.PointerType, first, -1, Type(plus: false));
            case "(":
                var parts = List(() => Type());
                var comma = _source.Text(_at - 2) == ",";
                return With(Node(parts.Count == 1 && !comma ? NodeKind.ParenType : NodeKind.TupleType, first), parts);
            case "[":
                return SliceOrArray(first);
            case "!":
                _at++;
                return Node(NodeKind.NeverType, first);
            case "_":
                _at++;
                return Node(NodeKind.InferType, first);
            case "for" when Peek(1) == "<":
                _at++;
                var generics = Generics();
                var inner = Type(plus: false);
                return Node(inner?.Kind ?? NodeKind.Error, first, inner?.Name ?? -1, [generics, .. inner?.Children ?? []]);
            case "fn" or "unsafe" or "extern":
                return FunctionType(first);
            case "impl" when NowKind == TokenKind.Ident:
            case "dyn" when NowKind == TokenKind.Ident && (PeekKind(1) is TokenKind.Lifetime or TokenKind.Ident or TokenKind.RawIdent || Peek(1) is "(" or "?" or "<" or "::"):
                var kind = Is("impl") ? NodeKind.ImplType : NodeKind.DynType;
                _at++;
                var bounds = new List<RustNode?>();
                BoundsInto(bounds);
                return With(Node(kind, first), bounds);
            default:
                return NowKind.IsName() || Is("::") || Is("<") ? PathType() : null;
        }
    }

    private RustNode SliceOrArray(int first)
    {
        RustNode? element = null;
        RustNode? length = null;
        Inside(() =>
        {
            element = Type();
            length = Take(";") ? Expression() : null;
        });
        return Node(length is null ? NodeKind.SliceType : NodeKind.ArrayType, first, -1, element, length);
    }

    private RustNode FunctionType(int first)
    {
        Take("unsafe");
        if (Take("extern") && NowKind.IsString())
        {
            _at++;
        }
        Take("fn");
        var parts = new List<RustNode?>();
        if (Is("("))
        {
            var open = _at;
            var parameters = List(() =>
            {
                OuterAttributes();
                if (NowKind.IsName() && Peek(1) == ":")
                {
                    _at += 2;
                }
                return Type();
            });
            parts.Add(With(Node(NodeKind.ParamList, open), parameters));
        }
        var arrow = _at;
        parts.Add(Take("->") ? Node(NodeKind.ReturnType, arrow, -1, Type(plus: false)) : null);
        return With(Node(NodeKind.FnType, first), parts);
    }

    /// <summary>The children are the generic arguments of its segments; the name is the last segment.</summary>
    private RustNode? PathType()
    {
        var first = _at;
        var parts = new List<RustNode?>();
        var name = -1;
        if (Is("<"))
        {
            parts.Add(QualifiedSelf());
        }
        Take("::");
        while (NowKind.IsName() && !Keywords.IsReserved(Now))
        {
            name = _at++;
            var arrow = _at;
            if (Is("!") && PeekKind(1) == TokenKind.Open)
            {
                _at++;
                Skip();
                return Node(NodeKind.MacroType, first, name);
            }
            if (Is("<") || (Is("::") && Peek(1) == "<"))
            {
                Take("::");
                parts.Add(GenericArguments());
            }
            else if (Is("(") || (Is("::") && Peek(1) == "("))
            {
                Take("::");
                var open = _at;
                var inputs = List(() => Type());
                parts.Add(With(Node(NodeKind.GenericArgs, open), inputs));
                arrow = _at;
                parts.Add(Take("->") ? Node(NodeKind.ReturnType, arrow, -1, Type(plus: false)) : null);
            }
            if (!Is("::") || !PeekKind(1).IsName())
            {
                break;
            }
            _at++;
        }
        return _at == first ? null : With(Node(NodeKind.PathType, first, name), parts);
    }

    /// <summary>`&lt;T as Trait&gt;` with the cursor at its opening.</summary>
    private RustNode QualifiedSelf()
    {
        var first = _at++;
        var self = Type();
        var trait = Take("as") ? Type() : null;
        Take(">");
        return Node(NodeKind.GenericArgs, first, -1, self, trait);
    }

    private RustNode GenericArguments()
    {
        var first = _at++;
        var parts = new List<RustNode?>();
        while (!AtEnd && !Is(">"))
        {
            var before = _at;
            parts.Add(GenericArgument());
            if (!Take(",") && !Is(">"))
            {
                if (_at == before)
                {
                    break;
                }
                if (!Is(","))
                {
                    break;
                }
            }
        }
        Take(">");
        return With(Node(NodeKind.GenericArgs, first), parts);
    }

    private RustNode? GenericArgument()
    {
        var first = _at;
        if (NowKind == TokenKind.Lifetime)
        {
            return LifetimeAt(_at++);
        }
        if (Is("{"))
        {
            return Block();
        }
        if (NowKind.IsLiteral() || Is("-") || Is("true") || Is("false"))
        {
            Take("-");
            _at++;
            return Node(NodeKind.Literal, first);
        }
        var type = Type();
        if (type is not null && (Is("=") || Is(":")))
        {
            var bounds = Is(":") ? Bounds() : null;
            return Node(NodeKind.AssocArg, first, type.Name, type, bounds, Take("=") ? GenericArgument() : null);
        }
        return type;
    }
}
