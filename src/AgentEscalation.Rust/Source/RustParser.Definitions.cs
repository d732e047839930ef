namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    private RustNode Adt(int first, RustNode? visibility, NodeKind kind)
    {
        _at++;
        var name = TakeName();
        var parts = new List<RustNode?> { visibility, Generics(), Where() };
        if (Is("{"))
        {
            parts.Add(Fields());
        }
        else if (Is("("))
        {
            parts.Add(Fields());
            parts.Add(Where());
            Take(";");
        }
        else
        {
            Take(";");
        }
        return With(Node(kind, first, name), parts);
    }

    /// <summary>Fields in braces or parentheses.</summary>
    private RustNode Fields()
    {
        var first = _at;
        var named = Is("{");
        var fields = List(() => FieldDefinition(named));
        return With(Node(NodeKind.FieldList, first), fields);
    }

    private RustNode FieldDefinition(bool named)
    {
        var first = _at;
        var attributes = OuterAttributes();
        var visibility = Visibility();
        var name = -1;
        if (named && IsNameNow && Peek(1) == ":")
        {
            name = _at;
            _at += 2;
        }
        var field = Node(NodeKind.FieldDef, first, name, visibility, named && name < 0 ? null : Type());
        field.AdoptBefore(attributes);
        return field;
    }

    private RustNode Enum(int first, RustNode? visibility)
    {
        _at++;
        var name = TakeName();
        var parts = new List<RustNode?> { visibility, Generics(), Where() };
        if (Is("{"))
        {
            parts.AddRange(List(Variant));
        }
        return With(Node(NodeKind.Enum, first, name), parts);
    }

    private RustNode Variant()
    {
        var first = _at;
        var attributes = OuterAttributes();
        var visibility = Visibility();
        var name = TakeName();
        var fields = Is("{") || Is("(") ? Fields() : null;
        var discriminant = Take("=") ? Expression() : null;
        var variant = Node(NodeKind.Variant, first, name, visibility, fields, discriminant);
        variant.AdoptBefore(attributes);
        return variant;
    }

    private RustNode Trait(int first, RustNode? visibility)
    {
        while (!Take("trait"))
        {
            _at++;
        }
        var name = TakeName();
        var parts = new List<RustNode?> { visibility, Generics() };
        parts.Add(Is(":") ? Bounds() : null);
        parts.Add(Where());
        parts.Add(Is("{") ? Items() : null);
        Take(";");
        return With(Node(NodeKind.Trait, first, name), parts);
    }

    /// <summary>Types are the children: the trait before `for`, if any, then the type itself.</summary>
    private RustNode Impl(int first, RustNode? visibility)
    {
        while (!Take("impl"))
        {
            _at++;
        }
        var parts = new List<RustNode?> { visibility, Is("<") ? Generics() : null };
        Take("const");
        Take("!");
        parts.Add(Type());
        if (Take("for"))
        {
            parts.Add(Type());
        }
        parts.Add(Where());
        parts.Add(Is("{") ? Items() : null);
        return With(Node(NodeKind.Impl, first), parts);
    }

    private RustNode Items()
    {
        var list = new List<RustNode?>();
        var first = _at;
        Inside(() =>
        {
            var holder = Node(NodeKind.ItemList, first);
            ItemsInto(holder);
            list.AddRange(holder.Children);
        });
        return With(Node(NodeKind.ItemList, first), list);
    }

    private RustNode Module(int first, RustNode? visibility)
    {
        Take("unsafe");
        _at++;
        var name = TakeName();
        var items = Is("{") ? Items() : null;
        Take(";");
        return Node(NodeKind.Mod, first, name, visibility, items);
    }

    private RustNode Use(int first, RustNode? visibility)
    {
        _at++;
        var tree = UseTree();
        if (!Take(";"))
        {
            SkipTo(";");
        }
        return Node(NodeKind.Use, first, -1, visibility, tree);
    }

    /// <summary>One branch of a use: its path tokens, an alias after `as` as its name, nested branches as children.</summary>
    private RustNode UseTree()
    {
        var first = _at;
        var name = -1;
        var nested = new List<RustNode?>();
        while (!AtEnd && (NowKind.IsName() || Is("::") || Is("*")) && !Is("as"))
        {
            _at++;
        }
        if (Is("{"))
        {
            nested = List(UseTree);
        }
        else if (Take("as"))
        {
            name = _at++;
        }
        return With(Node(NodeKind.UseTree, first, name), nested);
    }

    private RustNode ConstOrStatic(int first, RustNode? visibility)
    {
        var kind = Is("const") ? NodeKind.Const : NodeKind.Static;
        _at++;
        Take("mut");
        var name = TakeName();
        var generics = Generics();
        var type = Take(":") ? Type() : null;
        var value = Take("=") ? Expression() : null;
        var where = Where();
        if (!Take(";"))
        {
            SkipTo(";");
        }
        return Node(kind, first, name, visibility, generics, type, value, where);
    }

    private RustNode TypeAlias(int first, RustNode? visibility)
    {
        _at++;
        var name = TakeName();
        var generics = Generics();
        var bounds = Is(":") ? Bounds() : null;
        var where = Where();
        var type = Take("=") ? Type() : null;
        var late = Where();
        if (!Take(";"))
        {
            SkipTo(";");
        }
        return Node(NodeKind.TypeAlias, first, name, visibility, generics, bounds, where, type, late);
    }

    private RustNode? Extern(int first, RustNode? visibility)
    {
        _at++;
        if (Take("crate"))
        {
            var name = _at++;
            SkipTo(";");
            return Node(NodeKind.ExternCrate, first, name, visibility);
        }
        _at += NowKind.IsString() ? 1 : 0;
        return Is("{") ? Node(NodeKind.ForeignMod, first, -1, visibility, Items()) : null;
    }

    private RustNode MacroRules(int first)
    {
        Take("macro_rules");
        Take("macro");
        Take("!");
        var name = TakeName();
        while (!AtEnd && (Is("(") || Is("{") || Is("[")))
        {
            Skip();
        }
        Take(";");
        return Node(NodeKind.MacroRules, first, name);
    }

    private bool IsMacroItemAhead()
    {
        var ahead = Peek(0) == "::" ? 1 : 0;
        while (PeekKind(ahead).IsName() && Peek(ahead + 1) == "::")
        {
            ahead += 2;
        }
        return PeekKind(ahead).IsName() && Peek(ahead + 1) == "!" && PeekKind(ahead + 2) == TokenKind.Open;
    }

    private RustNode MacroItem(int first)
    {
        var call = MacroCall();
        Take(";");
        return Node(NodeKind.MacroItem, first, call.Name, call);
    }

    private int TakeName()
    {
        if (!NowKind.IsName())
        {
            return -1;
        }
        return _at++;
    }

    // A statement that could not be read to its end: the rest of it belongs to nobody, but never a closing bracket or a new item.
    private void SkipTo(string end)
    {
        while (!AtEnd && !Is(end))
        {
            if (NowKind == TokenKind.Ident && Now is "fn" or "struct" or "enum" or "impl" or "use" or "mod" or "trait" or "pub")
            {
                return;
            }
            Skip();
        }
        Take(end);
    }
}
