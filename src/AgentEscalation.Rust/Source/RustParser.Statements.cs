namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    /// <summary>Statements are the children; a last expression without a semicolon is an expression itself.</summary>
    private RustNode Block()
    {
        var first = _at;
        return BlockFrom(first, -1);
    }

    private RustNode BlockFrom(int first, int keyword)
    {
        var parts = new List<RustNode?>();
        Inside(() =>
        {
            while (!AtEnd)
            {
                var before = _at;
                parts.Add(Statement());
                if (_at == before)
                {
                    parts.Add(Skip());
                }
            }
        });
        return With(Node(NodeKind.Block, first, keyword), parts);
    }

    private RustNode? Statement()
    {
        var first = _at;
        if (Take(";"))
        {
            return Node(NodeKind.EmptyStatement, first);
        }
        if (Is("#") && Peek(1) == "!")
        {
            return Attribute();
        }
        var attributes = OuterAttributes();
        var statement = Is("let") ? Let() : ItemInBlock() ?? ExpressionStatement();
        statement?.AdoptBefore(attributes);
        return statement;
    }

    // A macro call is an expression here, and `unsafe {`, `const {`, `async` blocks and closures are none of the items.
    private RustNode? ItemInBlock() =>
        IsMacroItemAhead() || (NowKind == TokenKind.Ident && Now is "union" or "auto" or "default" && Peek(1) is "." or "=" or ";" or ")" or "(")
            ? (Is("macro_rules") ? BareItem() : null)
            : BareItem();

    private RustNode Let()
    {
        var first = _at++;
        Take("super");
        var pattern = Pattern();
        var type = Take(":") ? Type() : null;
        var value = Take("=") ? Expression() : null;
        RustNode? otherwise = null;
        if (Is("else"))
        {
            var start = _at++;
            otherwise = Node(NodeKind.ElseBlock, start, -1, Is("{") ? Block() : null);
        }
        if (!Take(";"))
        {
            SkipTo(";");
        }
        return Node(NodeKind.Let, first, -1, pattern, type, value, otherwise);
    }

    private RustNode? ExpressionStatement()
    {
        var first = _at;
        var expression = StatementExpression();
        if (expression is null)
        {
            return null;
        }
        if (Take(";"))
        {
            return Node(NodeKind.ExprStatement, first, -1, expression);
        }
        if (AtEnd)
        {
            return expression;
        }
        return Node(NodeKind.ExprStatement, first, -1, expression);
    }

    /// <summary>A block-like expression at the start of a statement ends it, unless a method or `?` follows.</summary>
    private RustNode? StatementExpression()
    {
        var first = _at;
        if (!StartsBlockLike())
        {
            return Expression();
        }
        var head = Primary(structs: true);
        if (head is null)
        {
            return null;
        }
        if (head.Kind == NodeKind.MacroCall)
        {
            var braces = _source.Text(head.End - 1) == "}";
            return braces && !Is(".") && !Is("?") ? head : Rest(first, head);
        }
        if (!Is(".") && !Is("?"))
        {
            return head;
        }
        return Rest(first, head);
    }

    private RustNode? Rest(int first, RustNode head) => Binary(first, Postfix(first, head), 0, structs: true);

    private bool StartsBlockLike() =>
        (Is("{") || (NowKind == TokenKind.Ident && (Now is "if" or "match" or "loop" or "while" or "for" || (Now is "unsafe" or "const" && Peek(1) == "{")
            || (Now == "async" && (Peek(1) == "{" || (Peek(1) == "move" && Peek(2) == "{")))))
        || (NowKind == TokenKind.Lifetime && Peek(1) == ":")
        || IsMacroItemAhead());
}
