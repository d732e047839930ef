namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    private RustNode PathOnly()
    {
        var first = _at;
        var parts = new List<RustNode?>();
        var name = -1;
        if (Is("<"))
        {
            parts.Add(QualifiedSelf());
        }
        Take("::");
        while (NowKind.IsName())
        {
            name = _at++;
            if (Is("::") && Peek(1) == "<")
            {
                _at++;
                parts.Add(GenericArguments());
            }
            if (!Is("::") || !PeekKind(1).IsName())
            {
                break;
            }
            _at++;
        }
        return With(Node(NodeKind.Path, first, name), parts);
    }

    private RustNode PathOrMacro(int first, bool structs)
    {
        if (IsMacroItemAhead())
        {
            return MacroCall();
        }
        var path = PathOnly();
        if (!structs || !Is("{") || path.End == path.First)
        {
            return path;
        }
        var fields = List(FieldInitializer);
        return With(Node(NodeKind.StructLiteral, first, path.Name, path), fields);
    }

    private RustNode FieldInitializer()
    {
        var first = _at;
        OuterAttributes();
        if (Take(".."))
        {
            return Node(NodeKind.FieldInit, first, -1, StartsExpression(structs: true) ? Expression() : null);
        }
        var name = NowKind.IsName() || NowKind == TokenKind.Int ? _at++ : -1;
        return Node(NodeKind.FieldInit, first, name, Take(":") ? Expression() : null);
    }

    /// <summary>A macro call whose input reads as expressions has them as children; another stays opaque.</summary>
    private RustNode MacroCall()
    {
        var first = _at;
        Take("::");
        while (Peek(1) == "::")
        {
            _at += 2;
        }
        var name = _at;
        _at += 2;
        var parts = new List<RustNode?>();
        var clean = true;
        Inside(() =>
        {
            while (!AtEnd && clean)
            {
                var expression = Expression();
                clean = expression is not null && (AtEnd || Is(",") || Is(";"));
                parts.Add(expression);
                _ = Take(",") || Take(";");
            }
        });
        return With(Node(NodeKind.MacroCall, first, name), clean ? parts : []);
    }
}
