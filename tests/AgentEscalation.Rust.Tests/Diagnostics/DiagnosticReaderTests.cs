using AgentEscalation.Rust.Diagnostics;
using CsCheck;

namespace AgentEscalation.Rust.Tests.Diagnostics;

public sealed class DiagnosticReaderTests
{
    private const string Moved = """
        {"$message_type":"diagnostic","message":"use of moved value: `s`","code":{"code":"E0382","explanation":"long"},"level":"error","spans":[{"file_name":"src/main.rs","byte_start":42,"byte_end":43,"line_start":3,"line_end":3,"column_start":5,"column_end":6,"is_primary":true,"text":[],"label":"value used here after move","suggested_replacement":null,"suggestion_applicability":null,"expansion":null}],"children":[{"message":"consider cloning","code":null,"level":"help","spans":[{"file_name":"src/main.rs","byte_start":30,"byte_end":30,"line_start":2,"line_end":2,"column_start":5,"column_end":5,"is_primary":true,"text":[],"label":null,"suggested_replacement":".clone()","suggestion_applicability":"MachineApplicable","expansion":null}],"children":[],"rendered":null}],"rendered":"error[E0382]: use of moved value: `s`\n"}
        """;

    [Fact]
    public void A_rustc_line_gives_code_places_and_suggestion()
    {
        var diagnostic = Assert.Single(DiagnosticReader.Read(Moved).Diagnostics);
        Assert.True(diagnostic.IsError);
        Assert.Equal("E0382", diagnostic.Code);
        Assert.Equal(("src/main.rs", 42, 43, 3, 5), (diagnostic.Primary!.File, diagnostic.Primary.ByteStart,
            diagnostic.Primary.ByteEnd, diagnostic.Primary.LineStart, diagnostic.Primary.ColumnStart));
        var suggestion = Assert.Single(diagnostic.Suggestions);
        Assert.Equal(Applicability.MachineApplicable, suggestion.Applicability);
        Assert.Equal(new TextEdit("src/main.rs", 30, 30, ".clone()"), Assert.Single(suggestion.Edits));
        Assert.Equal("consider cloning", Assert.Single(diagnostic.Children).Message);
    }

    [Fact]
    public void A_cargo_line_wraps_the_same_message_and_the_test_build_does_not_repeat_it()
    {
        var line = "{\"reason\":\"compiler-message\",\"target\":{\"name\":\"a\",\"kind\":[\"lib\"]},\"message\":" + Moved.Trim() + "}";
        var output = DiagnosticReader.Read(line + "\n" + line + "\n{\"reason\":\"build-finished\",\"success\":false}\n");
        Assert.Single(output.Diagnostics);
        Assert.False(output.Finished);
    }

    [Fact]
    public void Test_programs_are_listed_and_other_programs_are_not()
    {
        var output = DiagnosticReader.Read("""
            {"reason":"compiler-artifact","target":{"name":"a","kind":["bin"]},"profile":{"test":false},"executable":"/t/debug/a"}
            {"reason":"compiler-artifact","target":{"name":"a","kind":["lib"]},"profile":{"test":true},"executable":"/t/debug/deps/a-1"}
            {"reason":"build-finished","success":true}
            """);
        Assert.Equal(["/t/debug/deps/a-1"], output.TestExecutables);
        Assert.True(output.Finished);
    }

    [Fact]
    public void A_range_that_comes_again_is_an_alternative_and_other_ranges_are_parts()
    {
        var suggestions = Assert.Single(DiagnosticReader.Read(Help((1, "a"), (5, "b"), (1, "c"), (5, "d"), (1, "e"))).Diagnostics).Suggestions;
        Assert.Equal(["a,b", "c,d", "e"], suggestions.Select(s => string.Join(',', s.Edits.Select(e => e.Replacement))));
    }

    [Fact]
    public void The_weakest_part_decides_how_sure_a_suggestion_is()
    {
        var line = Help((1, "a"), (5, "b")).Replace("MaybeIncorrect", "MachineApplicable", StringComparison.Ordinal);
        var last = line.LastIndexOf("MachineApplicable", StringComparison.Ordinal);
        line = line[..last] + "HasPlaceholders" + line[(last + "MachineApplicable".Length)..];
        Assert.Equal(Applicability.HasPlaceholders, Assert.Single(DiagnosticReader.Read(line).Diagnostics[0].Suggestions).Applicability);
    }

    [Fact]
    public void Lines_that_are_no_messages_are_passed_over()
    {
        var output = DiagnosticReader.Read("warning: noise\n{\"half\": \n{}\n[1]\n{\"message\":5}\n{\"reason\":7}\n" + Moved + "\r\n{\"message\"");
        Assert.Single(output.Diagnostics);
    }

    [Fact]
    public void Summary_lines_are_no_errors()
    {
        var output = DiagnosticReader.Read("""
            {"message":"aborting due to 1 previous error","code":null,"level":"error","spans":[],"children":[],"rendered":"x"}
            {"message":"For more information about this error, try `rustc --explain E0433`.","code":null,"level":"failure-note","spans":[],"children":[],"rendered":"y"}
            """);
        Assert.Equal(2, output.Diagnostics.Length);
        Assert.Empty(output.Errors);
    }

    [Fact]
    public void Cut_and_mangled_output_never_throws() =>
        Gen.Select(Gen.Int[0, Moved.Length], Gen.Int[0, Moved.Length], Gen.Char).Sample((a, b, c) =>
        {
            var (start, end) = (Math.Min(a, b), Math.Max(a, b));
            DiagnosticReader.Read(Moved[..start] + c + Moved[end..]);
        });

    private static string Help(params (int At, string Text)[] parts) =>
        "{\"message\":\"m\",\"level\":\"error\",\"spans\":[],\"children\":[{\"message\":\"h\",\"level\":\"help\",\"spans\":["
        + string.Join(',', parts.Select(p => $"{{\"file_name\":\"f\",\"byte_start\":{p.At},\"byte_end\":{p.At + 1},\"line_start\":1,"
            + "\"line_end\":1,\"column_start\":1,\"column_end\":2,\"is_primary\":true,\"label\":null,"
            + $"\"suggested_replacement\":\"{p.Text}\",\"suggestion_applicability\":\"MaybeIncorrect\",\"expansion\":null}}"))
        + "],\"children\":[],\"rendered\":null}],\"rendered\":\"r\"}";
}
