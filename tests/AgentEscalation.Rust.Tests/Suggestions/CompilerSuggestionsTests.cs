using System.Text;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Suggestions;

namespace AgentEscalation.Rust.Tests.Suggestions;

public sealed class CompilerSuggestionsTests
{
    private static readonly RustSources Sources = RustSources.Empty.With("src/main.rs", "0123456789");

    [Fact]
    public void Sure_suggestions_of_all_errors_come_together_and_equal_edits_once()
    {
        var all = Propose(sure: true, Error(Help(1, "a")), Error(Help(5, "b")), Error(Help(1, "a")), Error(Help(9, "c", Applicability.MaybeIncorrect)));
        Assert.Equal("0a1234b56789", Apply(all[0]));
        Assert.DoesNotContain(all, c => Apply(c).Contains('c', StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_later_edition_refuses_is_mended_in_a_statement_that_is_mended_anyway_and_nowhere_else()
    {
        const string Text = "fn f(x: u8) { match x { 0...9 => {} 10..20 => {} _ => {} } match x { 0...9 => {} _ => {} } }";
        var sources = RustSources.Empty.With("src/main.rs", Text);
        var first = Text.IndexOf("...", StringComparison.Ordinal);
        var error = new RustDiagnostic { Severity = "error", Message = "m", Suggestions = [Sure(Text.IndexOf("10..", StringComparison.Ordinal) + 2, 2, "..=")] };
        var warnings = new[] { first, Text.LastIndexOf("...", StringComparison.Ordinal) }.Select(at => new RustDiagnostic
        {
            Severity = "warning", Message = "deprecated", Suggestions = [Sure(at, 3, "..=")], Children = [new DiagnosticNote("warning", "this is accepted in the current edition but is a hard error in Rust 2021!", [])],
        });
        var all = new CompilerSuggestions(machineApplicableOnly: true).Propose(new(sources, [error, .. warnings])).OrderByDescending(candidate => candidate.Promise).ToList();
        Assert.True(sources.TryApply(all[0].Edits, out var edited));
        Assert.Equal("fn f(x: u8) { match x { 0..=9 => {} 10..=20 => {} _ => {} } match x { 0...9 => {} _ => {} } }", Encoding.UTF8.GetString(edited.Files.Single().Value.Span));

        static Suggestion Sure(int at, int length, string text) => new("help", Applicability.MachineApplicable, [new("src/main.rs", at, at + length, text)]);
    }

    [Fact]
    public void Different_insertions_at_one_place_are_not_made_together_unless_they_are_whole_lines()
    {
        Assert.Equal("0a123456789", Apply(Propose(sure: true, Error(Help(1, "a")), Error(Help(1, "b")))[0]));
        Assert.Equal("use a;\nuse b;\n0123456789", Apply(Propose(sure: true, Error(Help(0, "use a;\n")), Error(Help(0, "use b;\n")))[0]));
    }

    [Fact]
    public void An_import_comes_with_the_shortening_that_it_makes_possible()
    {
        var path = new Suggestion("if you import `X`, refer to it directly", Applicability.Unspecified, [new("src/main.rs", 4, 6, "")]);
        var all = Propose(sure: false, Error(Help(0, "use a::X;\n", Applicability.MaybeIncorrect), Help(0, "use b::X;\n", Applicability.MaybeIncorrect), path));
        Assert.Contains(all, c => Apply(c) == "use a::X;\n01236789");
        Assert.Contains(all, c => Apply(c) == "use b::X;\n01236789");
        Assert.DoesNotContain(all, c => Apply(c) == "01236789");
    }

    [Theory]
    [InlineData("todo!()")]
    [InlineData("/* value */")]
    [InlineData(".expect(\"REASON\")")]
    public void What_a_person_would_have_to_fill_in_is_never_proposed(string text) =>
        Assert.Empty(Propose(sure: false, Error(Help(1, text, Applicability.HasPlaceholders))));

    [Fact]
    public void What_lies_outside_the_sources_is_never_proposed()
    {
        var outside = new Suggestion("h", Applicability.MachineApplicable, [new("/rustc/x/library/core/src/option.rs", 1, 1, "a")]);
        var half = new Suggestion("h", Applicability.MachineApplicable, [new("src/main.rs", 1, 1, "a"), new("src/other.rs", 1, 1, "a")]);
        Assert.Empty(Propose(sure: false, Error(outside), Error(half)));
    }

    [Fact]
    public void Macros_are_left_alone_when_only_sure_changes_are_wanted_and_come_last_otherwise()
    {
        var inMacro = Help(1, "m") with { FromMacro = true };
        Assert.Empty(Propose(sure: true, Error(inMacro)));
        Assert.Equal("0123p456789", Apply(Propose(sure: false, Error(inMacro, Help(4, "p")))[0]));
    }

    [Fact]
    public void Warnings_are_no_errors() =>
        Assert.Empty(Propose(sure: false, Error(Help(1, "a")) with { Severity = "warning" }));

    private static List<Candidate> Propose(bool sure, params RustDiagnostic[] errors) =>
        [.. new CompilerSuggestions(sure).Propose(new(Sources, [.. errors])).OrderByDescending(c => c.Promise)];

    private static RustDiagnostic Error(params Suggestion[] suggestions) =>
        new() { Severity = "error", Code = "E0308", Message = "m", Suggestions = [.. suggestions] };

    private static Suggestion Help(int at, string text, Applicability applicability = Applicability.MachineApplicable) =>
        new("help", applicability, [new("src/main.rs", at, at, text)]);

    private static string Apply(Candidate candidate)
    {
        Assert.True(Sources.TryApply(candidate.Edits, out var edited));
        return Encoding.UTF8.GetString(edited.Files.Single().Value.Span);
    }
}
