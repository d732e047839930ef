namespace AgentEscalation.Rust.Source;

/// <summary>
/// Pairs the brackets among the significant tokens. Tolerant: a closer that fits no open bracket, and an opener that is never closed, stay
/// unpaired; a closer that fits an outer opener gives up the openers between.
/// </summary>
internal static class DelimiterMap
{
    public static int[] Pair(IReadOnlyList<RustToken> tokens, ReadOnlySpan<byte> text)
    {
        var partner = new int[tokens.Count];
        Array.Fill(partner, -1);
        var open = new Stack<int>();
        Span<int> openOf = [0, 0, 0];
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Open)
            {
                open.Push(i);
                openOf[Shape(text[token.Start])]++;
            }
            else if (token.Kind == TokenKind.Close)
            {
                var shape = Shape(text[token.Start]);
                if (openOf[shape] == 0)
                {
                    continue;
                }
                int candidate;
                do
                {
                    candidate = open.Pop();
                    openOf[Shape(text[tokens[candidate].Start])]--;
                }
                while (Shape(text[tokens[candidate].Start]) != shape);
                partner[i] = candidate;
                partner[candidate] = i;
            }
        }
        return partner;
    }

    private static int Shape(byte bracket) => bracket switch
    {
        (byte)'(' or (byte)')' => 0,
        (byte)'[' or (byte)']' => 1,
        _ => 2,
    };
}
