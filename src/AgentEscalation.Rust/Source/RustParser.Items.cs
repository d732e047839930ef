namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    private void ItemsInto(RustNode parent)
    {
        while (!AtEnd)
        {
            var before = _at;
            parent.Adopt(Item() ?? Skip());
            if (_at == before)
            {
                _at++;
            }
        }
    }

    private RustNode Attribute()
    {
        var first = _at;
        _at++;
        var inner = Take("!");
        if (Is("["))
        {
            Skip();
        }
        return Node(inner ? NodeKind.InnerAttribute : NodeKind.Attribute, first);
    }

    private bool IsOuterAttribute => Is("#") && Peek(1) == "[";

    private List<RustNode> OuterAttributes()
    {
        var found = new List<RustNode>();
        while (IsOuterAttribute)
        {
            found.Add(Attribute());
        }
        return found;
    }

    private RustNode? Visibility()
    {
        var first = _at;
        if (!Take("pub"))
        {
            return null;
        }
        if (Is("(") && (Peek(1) is "crate" or "self" or "super" or "in") && (Peek(1) == "in" || Peek(2) == ")"))
        {
            Skip();
        }
        return Node(NodeKind.Visibility, first);
    }

    /// <summary>An item, or nothing with the cursor back where it was.</summary>
    private RustNode? Item()
    {
        if (Is("#") && Peek(1) == "!" && Peek(2) == "[")
        {
            return Attribute();
        }
        var start = _at;
        var attributes = OuterAttributes();
        var item = BareItem();
        if (item is null)
        {
            _at = attributes.Count > 0 && AtEnd ? _at : start;
            return attributes.Count > 0 && AtEnd ? Node(NodeKind.Error, start) : null;
        }
        item.AdoptBefore(attributes);
        return item;
    }

    private RustNode? BareItem()
    {
        var first = _at;
        var visibility = Visibility();
        var item = ItemOfKind(first, visibility);
        if (item is null)
        {
            _at = first;
        }
        return item;
    }

    private RustNode? ItemOfKind(int first, RustNode? visibility)
    {
        if (IsFunctionAhead())
        {
            return Function(first, visibility);
        }
        switch (Now)
        {
            case "struct" when NowKind == TokenKind.Ident:
                return Adt(first, visibility, NodeKind.Struct);
            case "union" when PeekKind(1).IsName() && Peek(2) is "{" or "<" or "where":
                return Adt(first, visibility, NodeKind.Union);
            case "enum":
                return Enum(first, visibility);
            case "trait":
            case "unsafe" or "auto" when Peek(1) is "trait" || (Peek(1) == "auto" && Peek(2) == "trait"):
                return Trait(first, visibility);
            case "impl":
            case "unsafe" or "default" when Peek(1) == "impl" || (Peek(1) == "unsafe" && Peek(2) == "impl"):
                return Impl(first, visibility);
            case "mod" or "unsafe" when Now == "mod" || Peek(1) == "mod":
                return Module(first, visibility);
            case "use":
                return Use(first, visibility);
            case "const" when Peek(1) is not ("{" or "|" or "||" or "move" or "async"):
            case "static" when PeekKind(1).IsName() && Peek(1) != "move":
                return ConstOrStatic(first, visibility);
            case "type":
                return TypeAlias(first, visibility);
            case "extern":
                return Extern(first, visibility);
            case "unsafe" when Peek(1) == "extern":
                _at++;
                return Extern(first, visibility);
            case "macro_rules" when Peek(1) == "!":
                return MacroRules(first);
            case "macro" when PeekKind(1).IsName():
                return MacroRules(first);
            default:
                return IsMacroItemAhead() ? MacroItem(first) : null;
        }
    }

    private bool IsFunctionAhead()
    {
        var ahead = 0;
        while (Peek(ahead) is "const" or "async" or "unsafe" or "extern" or "default" or "safe" or "gen")
        {
            ahead += Peek(ahead) == "extern" && PeekKind(ahead + 1).IsString() ? 2 : 1;
        }
        return Peek(ahead) == "fn" && PeekKind(ahead + 1).IsName();
    }

    private RustNode Function(int first, RustNode? visibility)
    {
        while (!Is("fn"))
        {
            _at++;
        }
        _at++;
        var name = _at++;
        var parts = new List<RustNode?> { visibility, Generics() };
        if (Is("("))
        {
            var open = _at;
            var parameters = List(Parameter);
            parts.Add(With(Node(NodeKind.ParamList, open), parameters));
        }
        parts.Add(ReturnType());
        parts.Add(Where());
        if (Is("{"))
        {
            parts.Add(Block());
        }
        else
        {
            Take(";");
        }
        return With(Node(NodeKind.Fn, first, name), parts);
    }

    private RustNode Parameter()
    {
        var first = _at;
        var attributes = OuterAttributes();
        var node = SelfParameter() ?? PlainParameter();
        node.AdoptBefore(attributes);
        return attributes.Count > 0 && node.First > first ? Node(NodeKind.Param, first, -1, node) : node;
    }

    private RustNode? SelfParameter()
    {
        var ahead = 0;
        if (Peek(ahead) == "&")
        {
            ahead++;
            ahead += PeekKind(ahead) == TokenKind.Lifetime ? 1 : 0;
        }
        ahead += Peek(ahead) == "mut" ? 1 : 0;
        if (Peek(ahead) != "self" || Peek(ahead + 1) == "::")
        {
            return null;
        }
        var first = _at;
        var name = _at + ahead;
        var lifetime = PeekKind(1) == TokenKind.Lifetime ? LifetimeAt(_at + 1) : null;
        _at = name + 1;
        var type = Take(":") ? Type() : null;
        return Node(NodeKind.SelfParam, first, name, lifetime, type);
    }

    private RustNode PlainParameter()
    {
        var first = _at;
        if (Take("..."))
        {
            return Node(NodeKind.Param, first);
        }
        var pattern = Pattern(alternatives: false);
        var type = Take(":") ? Type() : null;
        return Node(NodeKind.Param, first, -1, pattern, type);
    }

    private RustNode? ReturnType()
    {
        var first = _at;
        return Take("->") ? Node(NodeKind.ReturnType, first, -1, Type()) : null;
    }
}
