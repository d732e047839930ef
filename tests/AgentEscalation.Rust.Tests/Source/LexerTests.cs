using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Tests.Source;

public sealed class LexerTests
{
    [Theory]
    [InlineData("'a", "Lifetime")]
    [InlineData("'a'", "Char")]
    [InlineData("'\\n'", "Char")]
    [InlineData("'\\u{1F980}'", "Char")]
    [InlineData("'🦀'", "Char")]
    [InlineData("<'a,'b>", "Punct Lifetime Punct Lifetime Punct")]
    [InlineData("b'x'", "Byte")]
    [InlineData("\"a\\\"b\"", "Str")]
    [InlineData("r\"a\\\"", "RawStr")]
    [InlineData("r#\"a\"b\"#", "RawStr")]
    [InlineData("br##\"x\"##", "RawByteStr")]
    [InlineData("c\"x\"", "CStr")]
    [InlineData("r#match", "RawIdent")]
    [InlineData("1.0", "Float")]
    [InlineData("1.", "Float")]
    [InlineData("1..2", "Int Punct Int")]
    [InlineData("1.max(2)", "Int Punct Ident Open Int Close")]
    [InlineData("t.0.1", "Ident Punct Int Punct Int")]
    [InlineData("1e10", "Float")]
    [InlineData("1_000u64", "Int")]
    [InlineData("0xfe", "Int")]
    [InlineData("2f32", "Float")]
    [InlineData("/* a /* b */ c */x", "BlockComment Ident")]
    [InlineData("// a\nx", "LineComment Whitespace Ident")]
    [InlineData("#!/bin/x\nfn", "Shebang Whitespace Ident")]
    [InlineData("#![a]", "Punct Punct Open Ident Close")]
    [InlineData("a>>=b", "Ident Punct Punct Punct Ident")]
    [InlineData("a..=b", "Ident Punct Ident")]
    [InlineData("\"open", "Str")]
    [InlineData("ж", "Ident")]
    public void Kinds(string text, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', RustSource.Read(text).AllTokens.Select(token => token.Kind)));

    [Fact]
    public void Brackets_are_paired_and_strays_are_left_alone()
    {
        var source = RustSource.Read("( [ ) ] { }");
        Assert.Equal([2, -1, 0, -1, 5, 4], Enumerable.Range(0, 6).Select(source.Partner));
    }
}
