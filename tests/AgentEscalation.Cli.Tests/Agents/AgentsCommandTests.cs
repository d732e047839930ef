using System.Text.Json;
using AgentEscalation.Agents;

namespace AgentEscalation.Cli.Tests.Agents;

public sealed class AgentsCommandTests : IDisposable
{
    private const string Prose = """
        ---
        name: weaver
        description: Weaves cloth.
        model: sonnet
        tools: Read, Agent(a, b)
        ---
        ## ESCALATION
        ### Level 1: SELF-HELP (You)
        **When:** The thread breaks
        **Your action:** Tie it (max 3 attempts, 90 s timeout)
        **Common errors you handle:**
        - ❌ Broken thread → Tie it
        **Target:** 65 % of errors resolve at Level 1
        ### Level 2: LOOM MASTER
        **Escalate to:** @loom-master or pattern keeper
        **Include in escalation:**
        ```
        Cloth: [which]
        Thread: [which]
        ```
        **Master will:**
        - Look at the loom
        ### Level 3: CUSTOMER
        **Action:** Escalate to Claude + User
        **Triggers:** Wrong colour, torn cloth
        **Target:** < 5 % of tasks reach here
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ae-agents-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Show_prints_what_the_file_says_and_null_where_it_is_silent()
    {
        var ended = await Invocation.RunAsync("agents", "show", Write("weaver.md", Prose), "--format", "json");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        const string Expected = """
            {"name":"weaver","description":"Weaves cloth.","model":"sonnet","tools":["Read","Agent(a, b)"],
             "policy":{"levels":[
               {"level":1,"title":"SELF-HELP","when":"The thread breaks","to":[],"attempts":3,"timeoutSeconds":90,
                "target":{"kind":"resolvedAtLevel","value":65},"triggers":[],"report":[],"will":[],"cards":null,"expiresSeconds":null,"onExpiry":null},
               {"level":2,"title":"LOOM MASTER","when":null,"to":["loom-master","pattern keeper"],"attempts":null,"timeoutSeconds":null,"target":null,
                "triggers":[],"report":["Cloth","Thread"],"will":["Look at the loom"],"cards":null,"expiresSeconds":null,"onExpiry":null},
               {"level":3,"title":"CUSTOMER","when":null,"to":["user"],"attempts":null,"timeoutSeconds":null,
                "target":{"kind":"arrivalsBelow","value":5},"triggers":["Wrong colour","torn cloth"],"report":[],"will":[],"cards":null,"expiresSeconds":null,"onExpiry":null}],
              "reportFields":["Cloth","Thread"],"deadlineSeconds":null,"budget":null},
             "errors":[{"name":"Broken thread","recovery":"Tie it","ask":null,"source":"list","codes":[],"trigger":null}],
             "diagnostics":[{"code":"AE0502","severity":"info","line":15,"column":34,"message":"'pattern keeper' is a role in words",
              "hint":"write @pattern-keeper if that agent is meant"}]}
            """;
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Expected).RootElement, ended.Json), ended.Out);
    }

    [Fact]
    public async Task Show_prints_every_member_of_a_block()
    {
        var ended = await Invocation.RunAsync("agents", "show", Write("a.md", """
            ---
            name: a
            description: d
            tools: "*"
            escalation:
              version: 1
              levels:
                - { level: 1, attempts: 2 }
                - { level: 2, to: [user], cards: 2, expires: 1d, onExpiry: unresolved, triggers: [{ id: fire, text: It burns }] }
              deadline: 30m
              budget: { tokens: 10, calls: 4, money: 1.5 }
            ---
            """), "--format", "json");

        var policy = ended.Json.GetProperty("policy");
        var level = policy.GetProperty("levels")[1];
        Assert.Equal("*", ended.Json.GetProperty("tools").GetString());
        Assert.Equal((2, 86400, "unresolved", "fire"),
            (level.GetProperty("cards").GetInt32(), level.GetProperty("expiresSeconds").GetInt32(), level.GetProperty("onExpiry").GetString(),
             level.GetProperty("triggers")[0].GetProperty("id").GetString()));
        Assert.Equal(1800, policy.GetProperty("deadlineSeconds").GetInt32());
        Assert.Equal("""{"tokens":10,"calls":4,"money":1.5}""", JsonSerializer.Serialize(policy.GetProperty("budget")));
    }

    [Fact]
    public async Task Show_marks_defaults_for_people()
    {
        var ended = await Invocation.RunAsync("agents", "show", "rust-pro");

        Assert.Equal(0, ended.Code);
        Assert.Contains("    asks      backend-coordinator, then performance-architect", ended.Out, StringComparison.Ordinal);
        Assert.Contains("    attempts  1  (default)", ended.Out, StringComparison.Ordinal);
        Assert.Contains("    attempts  2" + Environment.NewLine, ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_of_a_rejected_file_prints_its_findings_and_fails()
    {
        var ended = await Invocation.RunAsync("agents", "show", Write("a.md", "---\nname: a\nname: a\ndescription: d\n---\n"), "--format", "json");

        Assert.Equal(1, ended.Code);
        Assert.Equal("AE0106", ended.Json.GetProperty("diagnostics")[0].GetProperty("code").GetString());
        Assert.Contains("a.md:3:1: error AE0106", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_looks_a_name_up_in_the_given_folders_first()
    {
        Write("weaver.md", Prose);
        var ended = await Invocation.RunAsync("agents", "show", "weaver", "--agents", _folder, "--format", "json");
        Assert.Equal("weaver", ended.Json.GetProperty("name").GetString());
        Assert.Contains(ended.Json.GetProperty("diagnostics").EnumerateArray(), d => d.GetProperty("code").GetString() == "AE0501");
    }

    [Theory]
    [InlineData("show", "no-such-agent", "There is no agent 'no-such-agent'")]
    [InlineData("show", "rust-por", "Perhaps rust-pro was meant")]
    [InlineData("show", "./nothing.md", "There is no such file (./nothing.md)")]
    [InlineData("show", "/", "This is a folder (/)")]
    [InlineData("validate", "./nothing", "There is no such file or folder (./nothing)")]
    [InlineData("list", "./nothing", "There is no such file or folder (./nothing)")]
    public async Task What_does_not_exist_is_one_line_and_exit_code_2(string command, string argument, string message)
    {
        var ended = await Invocation.RunAsync("agents", command, argument);
        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.StartsWith("error: ", ended.Error, StringComparison.Ordinal);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task List_shows_the_agents_that_ship()
    {
        var ended = await Invocation.RunAsync("agents", "list", "--format", "json");
        Assert.Equal(
            ["backend-coordinator", "performance-architect", "rust-pro", "systems-architect", "tech-lead-orchestrator"],
            ended.Json.EnumerateArray().Select(a => a.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task List_says_how_many_files_it_left_out()
    {
        Write("weaver.md", Prose);
        Write("readme.md", "# Readme");
        var ended = await Invocation.RunAsync("agents", "list", _folder);
        Assert.StartsWith("weaver  3 levels   Weaves cloth.", ended.Out, StringComparison.Ordinal);
        Assert.Contains("1 file is not listed", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("description: d\n", false, 0)]
    [InlineData("description: d\n", true, 0)]
    [InlineData("description: d\ntoools: x\n", false, 0)]
    [InlineData("description: d\ntoools: x\n", true, 2)]
    [InlineData("", false, 1)]
    [InlineData("toools: x\n", true, 1)]
    public async Task Validate_ends_with_0_1_or_2(string head, bool strict, int code)
    {
        string[] arguments = ["agents", "validate", Write("a.md", $"---\nname: a\n{head}---\n"), .. strict ? ["--strict"] : Array.Empty<string>()];
        Assert.Equal(code, (await Invocation.RunAsync(arguments)).Code);
    }

    [Fact]
    public async Task Validate_prints_a_line_a_finding_in_order()
    {
        Write("b/two.md", "---\nname: two\ndescription: d\n---\nAsk @no-body.\n");
        var path = Write("a/one.md", "---\nname: one\ndescription: d\nallowed-tools: x\n---\n");
        var ended = await Invocation.RunAsync("agents", "validate", _folder);
        Assert.Equal(
            [
                $"{path}:4:1: warning AE0231: The key 'allowed-tools' has no effect (did you mean 'tools'?)",
                $"{Path.Combine(_folder, "b/two.md")}:5:5: info AE0506: The text mentions @no-body, and no agent is called that",
            ],
            ended.Out.TrimEnd().Split(Environment.NewLine));
        Assert.Equal("2 files, 2 agents: 0 errors, 1 warnings, 1 infos", ended.Error.Trim());
    }

    [Fact]
    public async Task Validate_prints_an_array_for_programs()
    {
        var path = Write("a.md", "---\nname: a\ndescription: d\nname: b\n---\n");
        var finding = Assert.Single((await Invocation.RunAsync("agents", "validate", path, "--format", "json")).Json.EnumerateArray());
        Assert.Equal(
            $$"""{"path":"{{path}}","code":"AE0106","severity":"error","line":4,"column":1,"message":"The key 'name' is there twice, first at 2:1","hint":"keep one of the two"}""",
            finding.GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace("    ", "", StringComparison.Ordinal).Replace("  }", "}", StringComparison.Ordinal)
                .Replace("\": ", "\":", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_writes_sarif_with_all_rules()
    {
        var path = Write("x y/a.md", "---\nname: a\ndescription: d\nname: b\n---\n");
        var sarif = (await Invocation.RunAsync("agents", "validate", path, "--format", "sarif")).Json;
        var run = sarif.GetProperty("runs")[0];
        Assert.Equal("2.1.0", sarif.GetProperty("version").GetString());
        Assert.Equal(DiagnosticRule.All.Length, run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength());
        var result = Assert.Single(run.GetProperty("results").EnumerateArray());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(("AE0106", "error"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
        Assert.EndsWith("/x%20y/a.md", place.GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal((4, 1), (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32()));
    }

    [Fact]
    public async Task A_named_file_may_escalate_to_the_files_beside_it_which_are_not_reported()
    {
        Write("loom-master.md", "---\nname: loom-master\ndescription: d\ntoools: x\n---\n");
        var ended = await Invocation.RunAsync("agents", "validate", Write("weaver.md", Prose));
        Assert.Equal(0, ended.Code);
        Assert.DoesNotContain("AE0501", ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("AE0231", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_is_off_is_reported_when_asked_for()
    {
        var path = Write("a.md", "---\nname: a\ndescription: d\n---\n");
        Assert.Equal("", (await Invocation.RunAsync("agents", "validate", path)).Out);
        Assert.Contains("warning AE0302", (await Invocation.RunAsync("agents", "validate", path, "--enable", "AE0302")).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await Invocation.RunAsync("agents", "validate", path, "--enable", "AE0101")).Code);
    }

    [Fact]
    public async Task Control_characters_of_a_file_do_not_reach_the_terminal()
    {
        var ended = await Invocation.RunAsync("agents", "show", Write("a.md", "---\nname: a\ndescription: \"d \\x1b[31m red\"\n---\n"));
        Assert.DoesNotContain('\u001B', ended.Out);
    }

    private string Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }
}
