using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.TestFailures;

namespace AgentEscalation.Rust.Tests.TestFailures;

public sealed class WrittenExpectationTests
{
    private const string File = "tests/t.rs";

    [Theory]
    [InlineData("assert_eq!(total(), 321 + 60);", "382", "381", "assert_eq!(total(), 382);")]
    [InlineData("assert_eq!(3, count(&x));", "3", "4", "assert_eq!(4, count(&x));")]
    [InlineData("assert_eq!(name(), \"a,b\", \"names\");", "\"b\"", "\"a,b\"", "assert_eq!(name(), \"b\", \"names\");")]
    [InlineData("assert_eq!(first(), Some(1));", "None", "Some(1)", "assert_eq!(first(), None);")]
    [InlineData("assert_eq!(all(), [1, 2]);", "[2, 1]", "[1, 2]", "assert_eq!(all(), [2, 1]);")]
    public void The_side_that_is_written_out_becomes_what_the_code_computes(string assertion, string left, string right, string expected)
    {
        var sources = RustSources.Empty.With(File, $"#[test]\nfn t() {{\n    {assertion}\n}}\n");

        var found = WrittenExpectation.Of(Printed(3, left, right), sources);

        Assert.NotNull(found);
        Assert.True(sources.TryApply([found.Edit], out var edited));
        Assert.True(edited.TryGet(File, out var bytes));
        Assert.Contains(expected, System.Text.Encoding.UTF8.GetString(bytes.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assert_eq!(total(), expected());", "382", "381")]
    [InlineData("assert_eq!(total(), 381);", "std::process::exit(0)", "381")]
    [InlineData("assert_eq!(total(), 381);", "Point { x: 1 }", "381")]
    [InlineData("assert_ne!(total(), 381);", "381", "381")]
    public void Nothing_is_offered_where_no_side_is_written_out_or_the_value_is_no_plain_literal(string assertion, string left, string right) =>
        Assert.Null(WrittenExpectation.Of(
            Printed(3, left, right), RustSources.Empty.With(File, $"#[test]\nfn t() {{\n    {assertion}\n}}\n")));

    [Theory]
    [InlineData("thread 't' panicked at /etc/passwd:1:1:\n left: 1\n right: 2")]
    [InlineData("thread 't' panicked at tests/t.rs:99:5:\n left: 1\n right: 2")]
    [InlineData("thread 't' panicked at tests/t.rs")]
    [InlineData(" panicked at :::")]
    [InlineData("")]
    public void A_place_that_is_not_in_the_sources_gives_nothing(string printed) =>
        Assert.Null(WrittenExpectation.Of(printed, RustSources.Empty.With(File, "#[test]\nfn t() {\n    assert_eq!(f(), 2);\n}\n")));

    private static string Printed(int line, string left, string right) =>
        $"thread 't' (17) panicked at {File}:{line}:5:\nassertion `left == right` failed\n  left: {left}\n right: {right}\nnote: more";
}
