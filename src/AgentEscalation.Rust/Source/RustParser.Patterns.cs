namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    private RustNode? Pattern(bool alternatives = true)
    {
        var first = _at;
        if (AtEnd || !Deeper())
        {
            return null;
        }
        var leading = alternatives && Take("|");
        var pattern = OnePattern();
        if (alternatives && (leading || Is("|")))
        {
            var parts = new List<RustNode?> { pattern };
            while (Take("|"))
            {
                parts.Add(OnePattern());
            }
            pattern = With(Node(NodeKind.OrPattern, first), parts);
        }
        _depth--;
        return pattern;
    }

    private RustNode? OnePattern()
    {
        var first = _at;
        if (NowKind.IsLiteral() || Is("-") || Is("true") || Is("false"))
        {
            Take("-");
            _at++;
            return RangeTail(first, Node(NodeKind.LiteralPattern, first));
        }
        switch (Now)
        {
            case "_":
                _at++;
                return Node(NodeKind.WildPattern, first);
            case ".." or "..=" or "...":
                _at++;
                return StartsRangeBound() ? Node(NodeKind.RangePattern, first, -1, RangeBound()) : Node(NodeKind.RestPattern, first);
            case "&" or "&&":
                _at++;
                Take("mut");
                return Node(NodeKind.RefPattern, first, -1, Pattern(alternatives: false));
            case "(":
                var parts = List(() => Pattern());
                return With(Node(NodeKind.TuplePattern, first), parts);
            case "[":
                return With2(NodeKind.SlicePattern, first, List(() => Pattern()));
            case "box" when PeekKind(1).IsName():
                _at++;
                return Node(NodeKind.RefPattern, first, -1, Pattern(alternatives: false));
            case "ref" or "mut":
                return Binding(first);
            case "const" when Peek(1) == "{":
                _at++;
                return Node(NodeKind.LiteralPattern, first, -1, Block());
        }
        if (!NowKind.IsName() && !Is("::") && !Is("<"))
        {
            return null;
        }
        return IsNameNow && Peek(1) is not ("::" or "(" or "{" or "!" or "<" or ".." or "..=" or "...") && Now is not ("self" or "Self" or "crate" or "super")
            ? Binding(first)
            : PathPattern(first);
    }

    private RustNode With2(NodeKind kind, int first, List<RustNode?> parts) => With(Node(kind, first), parts);

    private RustNode Binding(int first)
    {
        Take("ref");
        Take("mut");
        var name = TakeName();
        return Node(NodeKind.NamePattern, first, name, Take("@") ? Pattern(alternatives: false) : null);
    }

    private RustNode PathPattern(int first)
    {
        var path = PathOnly();
        switch (Now)
        {
            case "(":
                var parts = List(() => Pattern());
                return With(Node(NodeKind.TupleStructPattern, first, path.Name, path), parts);
            case "{":
                var fields = List(FieldPattern);
                return With(Node(NodeKind.StructPattern, first, path.Name, path), fields);
            case "!" when PeekKind(1) == TokenKind.Open:
                _at++;
                Skip();
                return Node(NodeKind.MacroPattern, first, path.Name);
            default:
                return RangeTail(first, Node(NodeKind.PathPattern, first, path.Name, path));
        }
    }

    private RustNode? FieldPattern()
    {
        var first = _at;
        var attributes = OuterAttributes();
        if (Is(".."))
        {
            _at++;
            return Node(NodeKind.RestPattern, first);
        }
        RustNode field;
        if ((NowKind.IsName() || NowKind == TokenKind.Int) && Peek(1) == ":")
        {
            var name = _at;
            _at += 2;
            field = Node(NodeKind.FieldPattern, first, name, Pattern());
        }
        else
        {
            Take("box");
            var binding = Binding(_at);
            field = Node(NodeKind.FieldPattern, first, binding.Name, binding);
        }
        field.AdoptBefore(attributes);
        return field;
    }

    private RustNode RangeTail(int first, RustNode low)
    {
        if (!Is("..") && !Is("..=") && !Is("..."))
        {
            return low;
        }
        _at++;
        return Node(NodeKind.RangePattern, first, -1, low, StartsRangeBound() ? RangeBound() : null);
    }

    private bool StartsRangeBound() =>
        NowKind.IsLiteral() || Is("-") || Is("::") || Is("<") || (NowKind.IsName() && (IsNameNow || Now is "self" or "Self" or "crate" or "super") && Now != "if");

    private RustNode RangeBound()
    {
        var first = _at;
        if (NowKind.IsLiteral() || Is("-"))
        {
            Take("-");
            _at += AtEnd ? 0 : 1;
            return Node(NodeKind.LiteralPattern, first);
        }
        var path = PathOnly();
        return Node(NodeKind.PathPattern, first, path.Name, path);
    }
}
