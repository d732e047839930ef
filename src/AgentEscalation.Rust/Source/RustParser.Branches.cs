namespace AgentEscalation.Rust.Source;

internal sealed partial class RustParser
{
    private RustNode If()
    {
        var first = _at++;
        var condition = Condition();
        var then = BlockIfAny();
        RustNode? otherwise = null;
        if (Take("else"))
        {
            if (Is("if") && Deeper())
            {
                otherwise = If();
                _depth--;
            }
            else
            {
                otherwise = BlockIfAny();
            }
        }
        return Node(NodeKind.If, first, -1, condition, then, otherwise);
    }

    private RustNode Match()
    {
        var first = _at++;
        var parts = new List<RustNode?> { Expression(structs: false) };
        if (Is("{"))
        {
            Inside(() =>
            {
                while (!AtEnd)
                {
                    var before = _at;
                    parts.Add(Is("#") && Peek(1) == "!" ? Attribute() : Arm());
                    if (_at == before)
                    {
                        parts.Add(Skip());
                    }
                }
            });
        }
        return With(Node(NodeKind.Match, first), parts);
    }

    /// <summary>A pattern, a guard if any, and a body.</summary>
    private RustNode Arm()
    {
        var first = _at;
        var attributes = OuterAttributes();
        var pattern = Pattern();
        var guardAt = _at;
        var guard = Take("if") ? Node(NodeKind.Guard, guardAt, -1, Expression()) : null;
        var body = Take("=>") ? StatementLikeBody() : null;
        var arm = Node(NodeKind.Arm, first, -1, pattern, guard, body);
        Take(",");
        arm.AdoptBefore(attributes);
        return arm;
    }

    private RustNode? StatementLikeBody()
    {
        if (!Is("{"))
        {
            return Expression();
        }
        var first = _at;
        var block = Block();
        return Is(",") || AtEnd || (!Is(".") && !Is("?")) ? block : Rest(first, block);
    }

    private RustNode? Labelled(int first)
    {
        _at++;
        if (!Take(":"))
        {
            return Node(NodeKind.Error, first);
        }
        var label = Node(NodeKind.Label, first);
        var body = Primary(structs: true);
        body?.AdoptBefore([label]);
        return body ?? label;
    }
}
