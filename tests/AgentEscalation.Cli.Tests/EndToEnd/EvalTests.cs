using System.Text.Json;

namespace AgentEscalation.Cli.Tests.EndToEnd;

public sealed class EvalTests : IDisposable
{
    private const string Sound = """{"name":"sound","source":"fn main() {}"}""";
    private const string Mut = """{"name":"mut","source":"fn main() {\n    let x = 1;\n    x += 1;\n    println!(\"{x}\");\n}\n","errorClass":"borrow-checker"}""";

    private const string Wrong = """
        {"name":"wrong","crateType":"lib","source":"pub fn word() -> String { \"no\" }","tests":"#[cfg(test)] mod t { #[test] fn says_yes() { assert_eq!(super::word(), \"yes\"); } }"}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ae-eval-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Prints_the_table_and_writes_a_line_a_case()
    {
        Cargo.IsNeeded();
        var results = Path.Combine(_folder, "results.jsonl");

        var ended = await Command.RunAsync("eval", Corpus(Sound, Mut, Wrong), "--levels", "1", "--out", results);

        Assert.Equal(0, ended.Code);
        Assert.Contains("cargo fix --broken-code", ended.Out, StringComparison.Ordinal);
        Assert.Contains("precision", ended.Out, StringComparison.Ordinal);
        var lines = (await File.ReadAllLinesAsync(results, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(r => r.GetProperty("name").GetString()!);
        Assert.Equal("completed", lines["sound"].GetProperty("outcome").GetString());
        Assert.Equal("resolved", lines["mut"].GetProperty("outcome").GetString());
        Assert.Equal(1, lines["mut"].GetProperty("level").GetInt32());
        Assert.Equal("borrow-checker", lines["mut"].GetProperty("class").GetString());
        Assert.Contains("let mut x", lines["mut"].GetProperty("source").GetString(), StringComparison.Ordinal);
        foreach (var member in new[] { "attempts", "compiles", "seconds" })
        {
            Assert.True(lines["mut"].GetProperty(member).GetDouble() > 0, member);
        }

        Assert.False(lines["wrong"].GetProperty("score").GetProperty("testsPass").GetBoolean());
    }

    [Theory]
    [InlineData("not json", "cases.jsonl(1)")]
    [InlineData("{\"name\":\"a\"}", "source")]
    [InlineData("{\"name\":\"a\",\"source\":\"\",\"edition\":\"1999\"}", "edition")]
    [InlineData("", "no cases")]
    public async Task A_corpus_that_cannot_be_read_is_named_with_its_line(string line, string names)
    {
        var ended = await Command.RunAsync("eval", Corpus(line));

        ended.IsBadInput(names);
        Assert.Equal("", ended.Out);
    }

    [Fact]
    public async Task A_corpus_that_is_missing_is_named() =>
        (await Command.RunAsync("eval", Path.Combine(_folder, "none.jsonl"))).IsBadInput("none.jsonl", "exists");

    [Fact]
    public async Task A_results_file_that_cannot_be_written_is_named_before_anything_is_measured()
    {
        Cargo.IsNeeded();

        var ended = await Command.RunAsync("eval", Corpus(Mut), "--out", Path.Combine(_folder, "no", "such", "folder.jsonl"));

        ended.IsBadInput("folder.jsonl", "--out");
        Assert.Equal("", ended.Out);
    }

    [Fact]
    public async Task Without_cargo_it_says_how_to_install_it()
    {
        var ended = await Command.RunAsync(["eval", Corpus(Mut)], Cargo.Replaced(Path.Combine(_folder, "bin"), script: null));

        ended.IsBadInput("cargo", "PATH", "install");
    }

    private string Corpus(params string[] lines)
    {
        var path = Path.Combine(_folder, "cases.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }
}
