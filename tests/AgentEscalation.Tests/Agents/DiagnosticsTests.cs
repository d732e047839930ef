using System.Text;
using AgentEscalation.Agents;
using static AgentEscalation.Agents.DiagnosticSeverity;

namespace AgentEscalation.Tests.Agents;

/// <summary>One smallest file per rule, with the place where it has to be found.</summary>
public sealed class DiagnosticsTests
{
    private const string Head = "---\nname: agent\ndescription: d\n---\n";

    /// <summary>Rules that need more than one file or no file at all; tested with the catalog and the command line.</summary>
    private static readonly string[] Elsewhere =
        ["AE0100", "AE0207", "AE0220", "AE0221", "AE0302", "AE0501", "AE0503", "AE0504", "AE0506", "AE0507"];

    public static TheoryData<string, DiagnosticSeverity, int, int, string> Files => new()
    {
        { "AE0101", Info, 1, 1, "\uFEFF" + Head },
        { "AE0103", Error, 1, 1, "# Readme\n" },
        { "AE0103", Error, 1, 1, "\n" + Head },
        { "AE0104", Error, 1, 1, "---\nname: agent\ndescription: d\n" },
        { "AE0104", Error, 1, 1, "---\nname: agent\ndescription: d\n----\n" },
        { "AE0104", Error, 5, 1, "---\nname: agent\ndescription: d\n\n# Title\n\nSome text\n\n---\n" },
        { "AE0105", Error, 5, 1, "---\nname: agent\ndescription: d\nskills: [a, b\n---\n" },
        { "AE0105", Error, 3, 15, "---\nname: agent\ndescription: d\u0001\n---\n" },
        { "AE0105", Error, 3, 1, "---\nhooks:\n\t- a\nname: agent\ndescription: d\n---\n" },
        { "AE0105", Error, 4, 1, "---\nname: agent\ndescription: d\n\tmodel: opus\n---\n" },
        { "AE0106", Error, 4, 1, "---\nname: agent\ndescription: d\nname: other\n---\n" },
        { "AE0106", Error, 6, 3, "---\nname: agent\ndescription: d\nhooks:\n  a: 1\n  a: 2\n---\n" },
        { "AE0107", Error, 2, 1, "---\n- name\n---\n" },
        { "AE0107", Error, 2, 1, "---\njust words\n---\n" },
        { "AE0108", Error, 2, 7, "---\nname: &n agent\ndescription: d\n---\n" },
        { "AE0108", Error, 4, 8, "---\nname: agent\ndescription: d\ncolor: *n\n---\n" },
        { "AE0108", Error, 4, 23, "---\nname: agent\ndescription: d\nhooks: " + new string('[', 40) + "\n---\n" },
        { "AE0108", Error, 1, 1, "---\nname: agent\ndescription: " + new string('d', 70_000) + "\n---\n" },
        { "AE0110", Warning, 3, 14, "---\nname: agent\ndescription: Use it: always\n---\n" },
        { "AE0110", Warning, 4, 8, "---\nname: agent\ndescription: d\ntools: *\n---\n" },
        { "AE0110", Warning, 3, 14, "---\nname: agent\ndescription: `code` first\n---\n" },
        { "AE0110", Warning, 3, 14, "---\nname: agent\ndescription: @someone does\n---\n" },
        { "AE0110", Warning, 3, 14, "---\nname: agent\ndescription: !important thing\n---\n" },
        { "AE0111", Warning, 4, 1, "---\nname: agent\ndescription: It begins here\nand goes on here\nmodel: opus\n---\n" },
        { "AE0112", Error, 4, 1, "---\nname: agent\ndescription: It begins\nand goes on\nescalation: { version: 1, levels: [{ level: 1 }] }\n---\n" },
        { "AE0111", Warning, 4, 2, "---\nname: agent\ndescription: d\n\tand more\n---\n" },
        { "AE0201", Error, 1, 1, "---\ndescription: d\n---\n" },
        { "AE0202", Error, 2, 7, "---\nname: [a, b]\ndescription: d\n---\n" },
        { "AE0203", Error, 2, 7, "---\nname: ''\ndescription: d\n---\n" },
        { "AE0203", Error, 2, 7, "---\nname: a:b\ndescription: d\n---\n" },
        { "AE0203", Error, 2, 7, "---\nname: " + new string('a', 65) + "\ndescription: d\n---\n" },
        { "AE0204", Info, 2, 7, "---\nname: <name>\ndescription: d\n---\n" },
        { "AE0205", Warning, 2, 7, "---\nname: My Agent\ndescription: d\n---\n" },
        { "AE0206", Info, 2, 7, "---\nname: other\ndescription: d\n---\n" },
        { "AE0210", Error, 1, 1, "---\nname: agent\n---\n" },
        { "AE0210", Error, 3, 14, "---\nname: agent\ndescription: ''\n---\n" },
        { "AE0230", Error, 4, 8, "---\nname: agent\ndescription: d\ntools: { a: b }\n---\n" },
        { "AE0231", Warning, 4, 1, "---\nname: agent\ndescription: d\nallowed-tools: Read\n---\n" },
        { "AE0231", Warning, 4, 1, "---\nname: agent\ndescription: d\nmdoel: opus\n---\n" },
        { "AE0232", Info, 4, 1, "---\nname: agent\ndescription: d\nworkshop: north\n---\n" },
        { "AE0233", Info, 4, 8, "---\nname: agent\ndescription: d\nmodel: brick\n---\n" },
        { "AE0234", Info, 3, 14, "---\nname: agent\ndescription: 12\n---\n" },
        { "AE0301", Warning, 6, 1, Head + "text\n```\ncode\n" },
        { "AE0303", Error, 6, 5, Head + "### Level 1: A\n### Level 1: B\n" },
        { "AE0304", Error, 6, 5, Head + "### Level 1: A\n### Level 3: B\n" },
        { "AE0304", Error, 5, 5, Head + "### Level 2: A\n### Level 1: B\n" },
        { "AE0305", Warning, 6, 3, Head + "## ESCALATION\nA 3-level ladder.\n### Level 1: A\n### Level 2: B\n" },
        { "AE0306", Warning, 6, 5, Head + "### Level 1: A\n### Level 2: B\n" },
        { "AE0307", Warning, 7, 13, Head + "### Level 1: A\n**Target:** 70% of errors\n**Target:** 60% of errors\n" },
        { "AE0307", Warning, 7, 15, Head + "### Level 1: A\n**Try:** it (2 attempts)\n**Attempts:** 3\n" },
        { "AE0308", Warning, 6, 3, Head + "### Level 1: A\n**When:**\n**Try:** it\n" },
        { "AE0309", Info, 6, 1, Head + "### Level 1: A\nHope for the best.\n" },
        { "AE0310", Warning, 4, 60, "---\nname: agent\ndescription: d\nescalation: { version: 1, levels: [{ level: 1, attempts:   3 }] }\n---\n### Level 1: A\n**Attempts:** 2\n" },
        { "AE0320", Error, 4, 48, "---\nname: agent\ndescription: d\nescalation: { version: 1, levels: [{ level: 1, atempts: 3 }] }\n---\n" },
        { "AE0320", Error, 4, 13, "---\nname: agent\ndescription: d\nescalation: { levels: [{ level: 1 }] }\n---\n" },
        { "AE0320", Error, 4, 36, "---\nname: agent\ndescription: d\nescalation: { version: 1, levels: [{ attempts: 1 }] }\n---\n" },
        { "AE0320", Error, 4, 59, "---\nname: agent\ndescription: d\nescalation: { version: 1, levels: [{ level: 1 }, { level: 2 }] }\n---\n" },
        { "AE0320", Error, 4, 54, "---\nname: agent\ndescription: d\nescalation: { version: 1, levels: [{ level: 1, to: [ '@y'] }] }\n---\n" },
        { "AE0401", Warning, 6, 14, Head + "### Level 1: A\n**Try:** it (two attempts)\n" },
        { "AE0401", Warning, 6, 15, Head + "### Level 1: A\n**Timeout:**  5:00\n" },
        { "AE0401", Warning, 6, 13, Head + "### Level 1: A\n**Target:** most errors\n" },
        { "AE0402", Info, 6, 14, Head + "### Level 1: A\n**Try:** it (2 retries)\n" },
        { "AE0403", Error, 6, 14, Head + "### Level 1: A\n**Try:** it (0 attempts)\n" },
        { "AE0403", Error, 6, 14, Head + "### Level 1: A\n**Try:** it (0 min timeout)\n" },
        { "AE0403", Error, 6, 13, Head + "### Level 1: A\n**Target:** 120% of errors\n" },
        { "AE0404", Warning, 7, 13, Head + "### Level 1: A\n### Level 2: B\n**Target:** 80%\n" },
        { "AE0502", Info, 7, 24, Head + "### Level 1: A\n### Level 2: B\n**Escalate to:** @x or wise owl\n" },
        { "AE0505", Warning, 9, 18, Head + "### Level 1: A\n### Level 2: B\n**Escalate to:** @x\n### Level 3: C\n**Escalate to:** @x\n" },
        { "AE0508", Warning, 7, 18, Head + "### Level 1: A\n### Level 2: B\n**Escalate to:** @agent\n" },
        { "AE0601", Warning, 7, 3, Head + "### Level 1: A\n**Errors you handle:**\n- Boom\n" },
        { "AE0601", Warning, 8, 1, Head + "## Common errors\n| Error | Fix |\n|---|---|\n| Boom |\n" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_rule_is_found_at_its_place(string code, DiagnosticSeverity severity, int line, int column, string text)
    {
        var found = AgentFileSet.Read(text).Diagnostics;
        Assert.Contains((code, severity, line, column), found.Select(d => (d.Code, d.Severity, d.Position.Line, d.Position.Column)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Line_ends_change_no_place(string code, DiagnosticSeverity severity, int line, int column, string text)
    {
        Assert.NotEqual(Off, severity);
        foreach (var end in new[] { "\r\n", "\r" })
        {
            var found = AgentFileSet.Read(text.Replace("\n", end, StringComparison.Ordinal)).Diagnostics;
            Assert.Contains((code, line, column), found.Select(d => (d.Code, d.Position.Line, d.Position.Column)));
        }
    }

    [Fact]
    public void Every_rule_of_the_table_has_a_test() =>
        Assert.Equal(
            DiagnosticRule.All.Select(r => r.Code).Where(c => c != "AE0102").Order(),
            Files.Select(f => f.Data.Item1).Concat(Elsewhere).Distinct().Order());

    [Fact]
    public void Every_rule_is_in_the_documentation_with_its_severity()
    {
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "agent-files.md"));
        foreach (var rule in DiagnosticRule.All)
        {
            var row = Assert.Single(page, l => l.StartsWith($"| {rule.Code} |", StringComparison.Ordinal));
            Assert.StartsWith(rule.Severity.ToString().ToLowerInvariant(), row.Split('|')[2].Trim(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_rejected_with_their_offset()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("---\nname: agent\ndescription: gr"), 0xFC, (byte)'n'];
        var file = AgentFileReader.Read(bytes, "agent.md");
        var found = Assert.Single(file.Diagnostics);
        Assert.Equal((AgentFileStatus.Rejected, "AE0102", new SourcePosition(3, 16)), (file.Status, found.Code, found.Position));
        Assert.Contains($"offset {bytes.Length - 2}", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_frontmatter_is_a_warning_in_a_scan_and_an_error_when_named()
    {
        var bytes = "# Readme"u8;
        Assert.Equal(Warning, AgentFileReader.Read(bytes, "a.md").Diagnostics[0].Severity);
        Assert.Equal(Error, AgentFileReader.Read(bytes, "a.md", named: true).Diagnostics[0].Severity);
    }

    [Fact]
    public void The_line_is_the_one_of_a_compiler()
    {
        var found = AgentFileSet.Read("---\nname: agent\ndescription: d\nname: b\n---\n", "x/agent.md").Diagnostics[0];
        Assert.Equal("x/agent.md:4:1: error AE0106: The key 'name' is there twice, first at 2:1 (keep one of the two)", found.ToString());
    }

    [Fact]
    public void The_hint_for_a_long_closing_line_names_it()
    {
        var found = AgentFileSet.Read("---\nname: agent\ndescription: d\n-----\ntext\n").Diagnostics[0];
        Assert.Contains("line 4 has 5 dashes", found.Hint, StringComparison.Ordinal);
    }
}
