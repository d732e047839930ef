using CsCheck;

namespace AgentEscalation.Cli.Tests;

public sealed class PrintableTests
{
    [Fact]
    public void Escape_sequences_lose_their_power() =>
        Assert.Equal("red \uFFFD[31mtext\uFFFD]0;title\uFFFD", Printable.Of("red \u001b[31mtext\u001b]0;title\u0007"));

    [Fact]
    public void Lines_and_tabs_stay() => Assert.Equal("a\n\tb\nc", Printable.Of("a\r\n\tb\rc"));

    [Fact]
    public void Marks_that_turn_the_direction_of_reading_go() => Assert.Equal("a\uFFFDb", Printable.Of("a\u202Eb"));

    [Fact]
    public void Nothing_that_moves_the_cursor_comes_through() => Gen.String[Gen.Char['\0', '\u3000'], 0, 40].Sample(
        text => Assert.DoesNotContain(Printable.Of(text), c => char.IsControl(c) && c is not '\n' and not '\t'), iter: 2_000);

    [Fact]
    public void A_line_is_one_line_of_bounded_length()
    {
        Assert.Equal("first", Printable.Line("\n  first\nsecond"));
        Assert.Equal("abc…", Printable.Line("abcdefgh", 4));
        Assert.Equal("", Printable.Line(null));
    }

    [Fact]
    public void Indentation_reaches_every_line() => Assert.Equal("> a\n> \n> b", Printable.Indent("a\n\nb\n", "> "));
}
