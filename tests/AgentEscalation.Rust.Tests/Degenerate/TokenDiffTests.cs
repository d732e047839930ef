using AgentEscalation.Rust.Degenerate;
using AgentEscalation.Rust.Source;
using CsCheck;

namespace AgentEscalation.Rust.Tests.Degenerate;

public sealed class TokenDiffTests
{
    [Theory]
    [InlineData("a b c d", "a x c d", 3)]
    [InlineData("a b c a b b a", "c b a b a c", 4)]
    [InlineData("a", "", 0)]
    [InlineData("a b", "a b", 2)]
    [InlineData("a b c", "a b b c", 3)]
    public void Shares_the_longest_common_part(string before, string after, int shared) =>
        Assert.Equal(shared, TokenDiff.Between(RustSource.Read(before), RustSource.Read(after)).KeptBefore.Count(kept => kept));

    [Fact]
    public void Shared_tokens_are_the_same_sequence_on_both_sides() =>
        Gen.Select(Gen.Int[0, 3].Array[0, 30], Gen.Int[0, 3].Array[0, 30]).Sample(
            (a, b) =>
            {
                var (before, after) = (Source(a), Source(b));
                var diff = TokenDiff.Between(before, after);
                var left = Enumerable.Range(0, before.Count).Where(i => diff.KeptBefore[i]).Select(before.Text).ToList();
                Assert.Equal(left, Enumerable.Range(0, after.Count).Where(i => diff.KeptAfter[i]).Select(after.Text));
                Assert.Equal(Longest(a, b), left.Count);
            },
            threads: 1);

    private static RustSource Source(int[] words) => RustSource.Read(string.Join(' ', words.Select(word => "abcd"[word])));

    private static int Longest(int[] a, int[] b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }
        return table[a.Length, b.Length];
    }
}
