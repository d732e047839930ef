using System.Text;
using AgentEscalation.Rust.Diagnostics;
using CsCheck;

namespace AgentEscalation.Rust.Tests.Diagnostics;

public sealed class TextEditsTests
{
    [Fact]
    public void Edits_are_applied_together_in_any_order() =>
        Assert.Equal("fn two(b: u8)", Apply("fn one(a: u8)", new("f", 7, 8, "b"), new("f", 3, 6, "two")));

    [Fact]
    public void Insertions_at_one_place_keep_their_order_and_come_before_a_replacement_there() =>
        Assert.Equal("(&x)", Apply("y", new("f", 0, 1, "x)"), new("f", 0, 0, "("), new("f", 0, 0, "&")));

    [Fact]
    public void Offsets_count_raw_bytes_of_a_file_with_mark_and_crlf()
    {
        byte[] source = [0xEF, 0xBB, 0xBF, .. "let ä = 1;\r\nlet b;\r\n"u8];
        Assert.True(TextEdits.TryApply(source, [new("f", 20, 21, "c")], out var result));
        Assert.Equal([0xEF, 0xBB, 0xBF, .. "let ä = 1;\r\nlet c;\r\n"u8], result);
    }

    [Theory]
    [InlineData(0, 4, 3, 6)]
    [InlineData(0, 4, 0, 4)]
    [InlineData(0, 4, 2, 2)]
    [InlineData(5, 9, 0, 1)]
    [InlineData(3, 2, 0, 1)]
    [InlineData(-1, 2, 4, 4)]
    public void Overlapping_or_outside_is_refused(int start, int end, int otherStart, int otherEnd) =>
        Assert.Null(Apply("abcdef", new("f", start, end, "x"), new("f", otherStart, otherEnd, "y")));

    [Fact]
    public void An_edit_inside_a_character_is_refused() => Assert.Null(Apply("ä", new TextEdit("f", 1, 2, "x")));

    [Fact]
    public void Disjoint_edits_equal_the_same_edits_applied_one_by_one_from_the_back() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 40], Gen.Int[0, 40].Array[0, 8], Gen.String[Gen.Char['A', 'Z'], 0, 4].Array[8])
            .Sample((text, cuts, words) =>
            {
                var points = cuts.Where(c => c <= text.Length).Distinct().Order().ToArray();
                var edits = points.Chunk(2).Where(p => p.Length == 2).Select((p, i) => new TextEdit("f", p[0], p[1], words[i])).ToArray();
                var expected = edits.Reverse().Aggregate(text, (t, e) => t[..e.ByteStart] + e.Replacement + t[e.ByteEnd..]);
                Assert.Equal(expected, Apply(text, [.. edits.OrderBy(e => e.Replacement, StringComparer.Ordinal)]));
            });

    private static string? Apply(string source, params TextEdit[] edits) =>
        TextEdits.TryApply(Encoding.UTF8.GetBytes(source), edits, out var result) ? Encoding.UTF8.GetString(result) : null;
}
