using System.Text;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Measuring;

/// <summary>Compares sources token by token; blanks and comments do not count.</summary>
internal static class SameTokens
{
    public static bool Are(string a, string b)
    {
        var (first, second) = (Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
        var (left, right) = (Significant(first), Significant(second));
        return left.Count == right.Count && left.Zip(right).All(pair =>
            pair.First.Kind == pair.Second.Kind
            && first.AsSpan(pair.First.Start, pair.First.Length).SequenceEqual(second.AsSpan(pair.Second.Start, pair.Second.Length)));
    }

    private static List<RustToken> Significant(byte[] source) => RustLexer.Lex(source).FindAll(t => !t.Kind.IsTrivia());
}
