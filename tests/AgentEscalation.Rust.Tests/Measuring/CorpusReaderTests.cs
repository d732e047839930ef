using AgentEscalation.Rust.Measuring;

namespace AgentEscalation.Rust.Tests.Measuring;

public sealed class CorpusReaderTests
{
    [Fact]
    public async Task A_case_has_defaults_and_what_is_unknown_is_passed_over()
    {
        var cases = await ReadAsync("{\"name\":\"a\",\"source\":\"fn main() {}\",\"later\":1}\n\n{\"name\":\"b\",\"source\":\"\",\"edition\":\"2015\",\"crateType\":\"lib\",\"tests\":\"t\"}\n");
        Assert.Equal(("2021", "bin", null), (cases[0].Edition, cases[0].CrateType, cases[0].Tests));
        Assert.Equal(("2015", "lib", "t"), (cases[1].Edition, cases[1].CrateType, cases[1].Tests));
    }

    [Theory]
    [InlineData("{\"name\":\"a\"}", "source")]
    [InlineData("{\"name\":\"\",\"source\":\"\"}", "name")]
    [InlineData("{\"name\":\"a\",\"source\":\"\",\"crateType\":\"dylib\"}", "dylib")]
    [InlineData("{\"name\":\"a\",\"source\":\"\",\"edition\":\"2020\"}", "2020")]
    [InlineData("not json", "not a case")]
    [InlineData("null", "name")]
    public async Task A_bad_line_is_named_with_its_number(string line, string what)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("{\"name\":\"ok\",\"source\":\"\"}\n" + line + "\n"));
        Assert.Contains("(2)", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_comes_twice_is_an_error()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("{\"name\":\"a\",\"source\":\"\"}\n{\"name\":\"a\",\"source\":\"\"}\n"));
        Assert.Contains("second time", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fn  main() { f(1) } // c", "fn main(){f(1)}", true)]
    [InlineData("/// doc\nfn main() {}", "fn main() {}", true)]
    [InlineData("f(\"a // b\")", "f(\"a\")", false)]
    [InlineData("a b", "ab", false)]
    public void Sources_are_equal_by_their_tokens(string a, string b, bool equal) => Assert.Equal(equal, SameTokens.Are(a, b));

    private static async Task<IReadOnlyList<CorpusCase>> ReadAsync(string text)
    {
        using var folder = new ScratchFolder();
        return await CorpusReader.ReadAsync(folder.Write("c.jsonl", text), TestContext.Current.CancellationToken);
    }
}
