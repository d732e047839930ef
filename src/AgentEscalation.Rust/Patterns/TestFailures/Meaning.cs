using System.Globalization;
using System.Text;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.TestFailures;

/// <summary>A function in a form in which changes that mean the same are equal: without parentheses, sums in order, comparisons of whole numbers
/// against zero. Overflow is not looked at.</summary>
internal static class Meaning
{
    /// <summary>The form of a function, or of anything in it.</summary>
    public static string Of(RustNode node)
    {
        node = Bare(node);
        switch (node.Kind)
        {
            case NodeKind.Binary when node.Children.Count == 2 && Sign(node) is "+" or "-" or "*":
                return Sum.Of(node).ToString();
            case NodeKind.Binary when node.Children.Count == 2 && Sign(node) is "<" or "<=" or ">" or ">=" or "==" or "!=":
                return Comparison(node, negated: false);
            case NodeKind.Unary when node.Source.Is(node.First, "!") && Bare(node.Children[^1]) is { Kind: NodeKind.Binary, Children.Count: 2 } inner && Sign(inner) is "<" or "<=" or ">" or ">=" or "==" or "!=":
                return Comparison(inner, negated: true);
            case NodeKind.Unary when node.Source.Is(node.First, "!") && Bare(node.Children[^1]) is { Kind: NodeKind.Unary } inner && inner.Source.Is(inner.First, "!"):
                return Of(inner.Children[^1]);
            case NodeKind.Range when node.Children.Count == 2 && Sign(node) is ".." or "..=":
                return $"{Of(node.Children[0])} .. {Sum.Of(node.Children[1]).Plus(Sign(node) == ".." ? 0 : 1)}";
            default:
                return Parts(node);
        }
    }

    private static string Parts(RustNode node)
    {
        var text = new StringBuilder();
        var at = node.First;
        foreach (var child in node.Children)
        {
            Tokens(child.First);
            text.Append(Of(child)).Append(' ');
            at = Math.Max(at, child.End);
        }

        Tokens(node.End);
        return text.ToString();

        void Tokens(int end)
        {
            for (; at < end; at++)
            {
                text.Append(node.Source.Text(at)).Append(' ');
            }
        }
    }

    private static string Comparison(RustNode node, bool negated)
    {
        var sign = Sign(node);
        sign = !negated ? sign : sign switch { "<" => ">=", "<=" => ">", ">" => "<=", ">=" => "<", "==" => "!=", _ => "==" };
        var (left, right) = (Sum.Of(node.Children[0]), Sum.Of(node.Children[1]));
        if (sign is "<" or "<=")
        {
            (left, right, sign) = (right, left, sign == "<" ? ">" : ">=");
        }

        var difference = left.Minus(right);
        if (sign == ">")
        {
            (difference, sign) = (difference.Plus(-1), ">=");
        }

        // Of what is never negative, "at least one" is "not zero" and "at most zero" is "zero".
        if (sign == ">=" && difference.Terms.Count == 1 && PlainTypes.IsUnsigned(PlainTypes.Of(Unsided(node))))
        {
            var (_, times) = difference.Terms.Single();
            (difference, sign) = (times, difference.Constant) switch
            {
                (1, -1) => (difference.Plus(1), "!="),
                (-1, 0) => (difference, "=="),
                _ => (difference, sign),
            };
        }

        // "Equal" has no direction.
        return sign == ">=" ? difference + " >= 0" : $"{difference.Positive()} {sign} 0";
    }

    // The side that is no number.
    private static RustNode Unsided(RustNode comparison) => Bare(comparison.Children[0]).Kind == NodeKind.Literal ? comparison.Children[1] : comparison.Children[0];

    private static RustNode Bare(RustNode node) => Places.Bare(node);

    private static string Sign(RustNode binary) => binary.Source.Slice(binary.Children[0].ByteEnd, binary.Children[1].ByteStart).Trim();

    /// <summary>A sum of terms, each times a whole number, and a number.</summary>
    private sealed record Sum(SortedDictionary<string, long> Terms, long Constant)
    {
        public static Sum Of(RustNode node)
        {
            node = Bare(node);
            if (node.Kind == NodeKind.Literal && long.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return new(new(StringComparer.Ordinal), number);
            }

            if (node.Kind == NodeKind.Unary && node.Source.Is(node.First, "-"))
            {
                return new Sum(new(StringComparer.Ordinal), 0).Minus(Of(node.Children[^1]));
            }

            if (node is { Kind: NodeKind.Binary, Children.Count: 2 })
            {
                var (left, right) = (node.Children[0], node.Children[1]);
                switch (Sign(node))
                {
                    case "+":
                        return Of(left).Plus(Of(right));
                    case "-":
                        return Of(left).Minus(Of(right));
                    case "*" when Of(left) is { Terms.Count: 0 } times:
                        return Of(right).Times(times.Constant);
                    case "*" when Of(right) is { Terms.Count: 0 } times:
                        return Of(left).Times(times.Constant);
                    case "*":
                        return One(string.Join(" * ", new[] { Meaning.Of(left), Meaning.Of(right) }.Order(StringComparer.Ordinal)));
                }

                return One(Parts(node));
            }

            return One(Meaning.Of(node));
        }

        public Sum Plus(long number) => this with { Constant = unchecked(Constant + number) };

        public Sum Plus(Sum other)
        {
            var terms = new SortedDictionary<string, long>(Terms, StringComparer.Ordinal);
            foreach (var (term, times) in other.Terms)
            {
                var sum = unchecked(terms.GetValueOrDefault(term) + times);
                if (sum == 0)
                {
                    terms.Remove(term);
                }
                else
                {
                    terms[term] = sum;
                }
            }

            return new(terms, unchecked(Constant + other.Constant));
        }

        public Sum Minus(Sum other) => Plus(other.Times(-1));

        public Sum Times(long number) =>
            new(new(Terms.Where(_ => number != 0).ToDictionary(pair => pair.Key, pair => unchecked(pair.Value * number)), StringComparer.Ordinal), unchecked(Constant * number));

        /// <summary>The same with the first term's sign positive.</summary>
        public Sum Positive() => Terms.Count > 0 && Terms.First().Value < 0 ? Times(-1) : this;

        public override string ToString() => $"({string.Join(" + ", Terms.Select(term => $"{term.Value} {term.Key}").Append($"{Constant}"))})";

        private static Sum One(string term) => new(new(StringComparer.Ordinal) { [term] = 1 }, 0);
    }
}
