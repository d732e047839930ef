namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    private RustNode? Primary(bool structs)
    {
        var first = _at;
        if (NowKind.IsLiteral())
        {
            _at++;
            return Node(NodeKind.Literal, first);
        }
        if (NowKind == TokenKind.Lifetime)
        {
            return Labelled(first);
        }
        if (NowKind == TokenKind.Open)
        {
            return Now switch
            {
                "{" => Block(),
                "(" => ParenOrTuple(first),
                _ => Array(first),
            };
        }
        if (Is("|") || Is("||"))
        {
            return Closure(first);
        }
        if (NowKind == TokenKind.Ident && Keyword(first, structs) is { } node)
        {
            return node;
        }
        if (Is("::") || Is("<") || IsNameNow)
        {
            return PathOrMacro(first, structs);
        }
        return null;
    }

    private RustNode? Keyword(int first, bool structs)
    {
        switch (Now)
        {
            case "true" or "false":
                _at++;
                return Node(NodeKind.Literal, first);
            case "_":
                _at++;
                return Node(NodeKind.Underscore, first);
            case "if":
                return If();
            case "match":
                return Match();
            case "loop":
                _at++;
                return Node(NodeKind.Loop, first, -1, BlockIfAny());
            case "while":
                _at++;
                return Node(NodeKind.While, first, -1, Condition(), BlockIfAny());
            case "for" when Peek(1) != "<":
                _at++;
                var pattern = Pattern();
                Take("in");
                return Node(NodeKind.For, first, -1, pattern, Expression(structs: false), BlockIfAny());
            case "unsafe" or "const" when Peek(1) == "{":
            case "async" when Peek(1) == "{":
                _at++;
                return BlockFrom(first, first);
            case "async" or "gen" when Peek(1) == "move" && Peek(2) == "{":
                _at += 2;
                return BlockFrom(first, first);
            case "move" or "static" when Peek(1) is "|" or "||" or "move" or "async":
            case "async" when Peek(1) is "|" or "||" or "move":
            case "const" when Peek(1) is "|" or "||":
            case "for" when Peek(1) == "<":
                return Closure(first);
            case "return":
                _at++;
                return Node(NodeKind.Return, first, -1, StartsExpression(structs) ? Expression(structs) : null);
            case "break":
                _at++;
                var label = NowKind == TokenKind.Lifetime ? Node(NodeKind.Label, _at++) : null;
                return Node(NodeKind.Break, first, -1, label, StartsExpression(structs) ? Expression(structs) : null);
            case "continue":
                _at++;
                _at += NowKind == TokenKind.Lifetime ? 1 : 0;
                return Node(NodeKind.Continue, first);
            case "let":
                _at++;
                var bound = Pattern();
                Take("=");
                // `&&` after the value joins conditions; it is not part of it.
                return Node(NodeKind.LetCondition, first, -1, bound, Binary(_at, null, 4, structs: false));
            default:
                return null;
        }
    }

    private RustNode? BlockIfAny() => Is("{") ? Block() : null;

    private RustNode? Condition() => Expression(structs: false);

    private RustNode ParenOrTuple(int first)
    {
        var parts = List(() => Expression());
        var single = parts.Count == 1 && _source.Text(_at - 2) != ",";
        return With(Node(single ? NodeKind.Paren : NodeKind.Tuple, first), parts);
    }

    private RustNode Array(int first)
    {
        var repeat = false;
        var parts = List(() =>
        {
            var element = Expression();
            if (Is(";"))
            {
                repeat = true;
                _at++;
                var holder = new List<RustNode?> { element, Expression() };
                return With(Node(NodeKind.ArrayRepeat, first), holder);
            }
            return element;
        });
        if (repeat && parts is [{ } only])
        {
            return Node(NodeKind.ArrayRepeat, first, -1, [.. only.Children]);
        }
        return With(Node(NodeKind.Array, first), parts);
    }

    /// <summary>Parameters in a list, a return type if any, and the body.</summary>
    private RustNode Closure(int first)
    {
        if (Take("for"))
        {
            Generics();
        }
        while (Is("move") || Is("static") || Is("async") || Is("const"))
        {
            _at++;
        }
        var open = _at;
        var parameters = new List<RustNode?>();
        if (!Take("||") && Take("|"))
        {
            while (!AtEnd && !Is("|"))
            {
                var before = _at;
                var start = _at;
                OuterAttributes();
                var pattern = Pattern(alternatives: false);
                var type = Take(":") ? Type() : null;
                parameters.Add(Node(NodeKind.Param, start, -1, pattern, type));
                if (!Take(",") && !Is("|") && _at == before)
                {
                    break;
                }
            }
            Take("|");
        }
        var list = With(Node(NodeKind.ParamList, open), parameters);
        var arrow = _at;
        var returns = Take("->") ? Node(NodeKind.ReturnType, arrow, -1, Type(plus: false)) : null;
        return Node(NodeKind.Closure, first, -1, list, returns, Expression());
    }
}
