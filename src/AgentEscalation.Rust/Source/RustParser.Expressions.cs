namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    private RustNode? Expression(bool structs = true)
    {
        var first = _at;
        if (AtEnd || !Deeper())
        {
            return null;
        }
        OuterAttributes();
        var expression = Binary(first, null, 0, structs);
        _depth--;
        return expression;
    }

    // The binding powers of binary operators, from assignment up; a unary operand binds tighter than all of them.
    private (int Power, int Tokens) Operator()
    {
        if (NowKind != TokenKind.Punct)
        {
            return Is("as") ? (12, 1) : (0, 0);
        }
        var next = Touches(0) ? Peek(1) : "";
        var third = Touches(0) && Touches(1) ? Peek(2) : "";
        return Now switch
        {
            "=" => (1, 1),
            "+=" or "-=" or "*=" or "/=" or "%=" or "^=" or "&=" or "|=" => (1, 1),
            "<" when next == "<=" => (1, 2),
            ">" when next == ">" && third == "=" => (1, 3),
            ".." or "..=" or "..." => (2, 1),
            "||" => (3, 1),
            "&&" => (4, 1),
            "==" or "!=" or "<=" => (5, 1),
            "<" when next == "<" => (9, 2),
            ">" when next == ">" => (9, 2),
            ">" when next == "=" => (5, 2),
            ">" when next == "==" => (0, 0),
            "<" or ">" => (5, 1),
            "|" => (6, 1),
            "^" => (7, 1),
            "&" => (8, 1),
            "+" or "-" => (10, 1),
            "*" or "/" or "%" => (11, 1),
            _ => (0, 0),
        };
    }

    private RustNode? Binary(int first, RustNode? left, int least, bool structs)
    {
        if (left is null && (Is("..") || Is("..=")))
        {
            _at++;
            var bound = StartsExpression(structs) ? Binary(_at, null, 2, structs) : null;
            return Node(NodeKind.Range, first, first, bound);
        }
        left ??= Unary(structs);
        while (left is not null && !AtEnd)
        {
            var (power, tokens) = Operator();
            if (power == 0 || power < least || (power == least && power != 1))
            {
                return left;
            }
            var op = _at;
            _at += tokens;
            if (power == 12)
            {
                left = Node(NodeKind.Cast, first, op, left, Type(plus: false));
                continue;
            }
            RustNode? right;
            if (power == 2)
            {
                right = StartsExpression(structs) ? Binary(_at, null, 2, structs) : null;
                left = Node(NodeKind.Range, first, op, left, right);
                continue;
            }
            if (!Deeper())
            {
                return left;
            }
            right = Binary(_at, null, power, structs);
            _depth--;
            var kind = power != 1 ? NodeKind.Binary : _source.Text(op) == "=" ? NodeKind.Assign : NodeKind.CompoundAssign;
            left = Node(kind, first, op, left, right);
        }
        return left;
    }

    private bool StartsExpression(bool structs)
    {
        if (AtEnd || NowKind == TokenKind.Close)
        {
            return false;
        }
        if (NowKind == TokenKind.Open)
        {
            return structs || !Is("{");
        }
        if (NowKind.IsLiteral() || NowKind is TokenKind.RawIdent or TokenKind.Lifetime)
        {
            return true;
        }
        if (NowKind == TokenKind.Ident)
        {
            return !Keywords.IsReserved(Now) || Now is "if" or "match" or "loop" or "while" or "for" or "unsafe" or "move" or "return" or "break" or "continue" or "true" or "false";
        }
        return Now is "&" or "&&" or "*" or "-" or "!" or "::" or "<" or "|" or "||";
    }

    private RustNode? Unary(bool structs)
    {
        if (!Deeper())
        {
            return null;
        }
        var node = UnaryAt(_at, structs);
        _depth--;
        return node;
    }

    private RustNode? UnaryAt(int first, bool structs)
    {
        if (NowKind == TokenKind.Punct)
        {
            switch (Now)
            {
                case "-" or "!" or "*":
                    _at++;
                    return Node(NodeKind.Unary, first, first, Unary(structs));
                case "&" or "&&":
                    _at++;
                    if (Is("raw") && Peek(1) is "const" or "mut" && Peek(2) is not ("." or ","))
                    {
                        _at += 2;
                    }
                    else
                    {
                        Take("mut");
                    }
                    return Node(NodeKind.Ref, first, first, Unary(structs));
            }
        }
        var primary = Primary(structs);
        return primary is null ? null : Postfix(first, primary);
    }

    private RustNode Postfix(int first, RustNode node)
    {
        while (!AtEnd)
        {
            if (Take("?"))
            {
                node = Node(NodeKind.Try, first, _at - 1, node);
            }
            else if (Is("("))
            {
                node = Node(NodeKind.Call, first, -1, node, Arguments());
            }
            else if (Is("["))
            {
                RustNode? index = null;
                Inside(() => index = Expression());
                node = Node(NodeKind.Index, first, -1, node, index);
            }
            else if (Is("."))
            {
                var dot = _at++;
                if (Is("await"))
                {
                    _at++;
                    node = Node(NodeKind.Await, first, dot + 1, node);
                }
                else if (NowKind is TokenKind.Int or TokenKind.Float || NowKind.IsName())
                {
                    var name = _at++;
                    var turbofish = Is("::") && Peek(1) == "<" ? Turbofish() : null;
                    node = Is("(") && _source.Kind(name).IsName()
                        ? Node(NodeKind.MethodCall, first, name, node, turbofish, Arguments())
                        : Node(NodeKind.Field, first, name, node);
                }
                else
                {
                    return Node(NodeKind.Field, first, -1, node);
                }
            }
            else
            {
                break;
            }
        }
        return node;
    }

    private RustNode Turbofish()
    {
        _at++;
        return GenericArguments();
    }

    private RustNode Arguments()
    {
        var first = _at;
        var arguments = List(() => Expression());
        return With(Node(NodeKind.ArgList, first), arguments);
    }
}
