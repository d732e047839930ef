using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Agents;

public sealed class AgentFileReaderTests
{
    public static TheoryData<string> All => AgentFileSet.Theory(AgentFileSet.Paths);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_file_loads_as_it_is(string path)
    {
        var file = AgentFileReader.ReadFile(path);
        Assert.True(file.Status is AgentFileStatus.Agent or AgentFileStatus.Template, string.Join("\n", file.Diagnostics));
        Assert.DoesNotContain(file.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.EndsWith(file.Content.Instructions, File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_value_stands_where_its_position_says(string path)
    {
        var lines = File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n');
        string At(SourcePosition p) => lines[p.Line - 1][(p.Column - 1)..];
        foreach (var level in AgentFileReader.ReadFile(path).Content.Protocol?.Levels ?? [])
        {
            Assert.Contains($"Level {level.Number}", At(level.Position), StringComparison.Ordinal);
            Assert.All(level.To.Where(t => t.Kind != AddresseeKind.User), t => Assert.StartsWith(t.Text, At(t.Position).TrimStart('@'), StringComparison.Ordinal));
            Assert.All(level.Triggers, t => Assert.StartsWith(t.Value.Text, At(t.Position), StringComparison.Ordinal));
            Assert.All(level.Report, r => Assert.StartsWith(r.Value, At(r.Position), StringComparison.Ordinal));
            Assert.True(level.Attempts is null || At(level.Attempts.Value.Position).Contains($"{level.Attempts.Value.Value} ", StringComparison.Ordinal));
            Assert.True(level.Target is null || At(level.Target.Value.Position).Contains('%', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_full_shape_yields_what_it_says_and_null_where_it_says_nothing()
    {
        var agent = AgentFileSet.Read(AgentFileSet.Fixture("kiln-keeper"), "kiln-keeper.md").Agent!;
        Assert.Equal(["Read", "Agent(glazer, thrower)", "mcp__kiln__*"], agent.Tools.Names);
        var levels = agent.Protocol!.Levels;
        Assert.Equal(["SELF-RESCUE", "GUILD CONSULTATION", "MASTER REVIEW", "OWNER DECISION"], levels.Select(l => l.Title));
        Assert.Equal(["You Alone", "Foreman Advice", "Kiln Design", null], levels.Select(l => l.Qualifier));
        Assert.Equal([3, null, null, null], levels.Select(l => l.Attempts?.Value));
        Assert.Equal([480.0, null, null, null], levels.Select(l => l.Timeout?.Value.TotalSeconds));
        Assert.Equal(
            [new SuccessTarget(TargetKind.ResolvedAtLevel, 60), new SuccessTarget(TargetKind.ResolvedOfRemaining, 75), null, new SuccessTarget(TargetKind.ArrivalsBelow, 4)],
            levels.Select(l => l.Target?.Value));
        Assert.Equal([(AddresseeKind.Mention, "workshop-foreman"), (AddresseeKind.Role, "glaze chemist")], levels[1].To.Select(t => (t.Kind, t.Text)));
        Assert.Equal([(AddresseeKind.User, "user")], levels[3].To.Select(t => (t.Kind, t.Text)));
        Assert.Equal(["Fault", "Tried", "Reading", "Place", "Wish"], agent.Protocol.ReportFields.Select(f => f.Value));
        Assert.Equal(("Foreman", 3), (levels[1].Responder, levels[1].ResponderWill.Length));
        Assert.Equal(["brickwork-has-to-change", "gas-and-air-mixture-redesign", "two-batches-lost-in-a-row"], levels[2].Triggers.Select(t => t.Value.Id));
        Assert.Equal("Level 2 fails", levels[2].When?.Value);
        Assert.Equal(
            [("Overshoot", ErrorSource.List), ("Stalled climb", ErrorSource.List), ("Uneven heat", ErrorSource.List), ("Cracked cone", ErrorSource.List),
             ("Overshoot", ErrorSource.Table), ("Stalled climb", ErrorSource.Table), ("Blisters", ErrorSource.Table)],
            agent.Protocol.Errors.Select(e => (e.Name, e.Source)));
        Assert.Equal("Cut the gas, open the damper, wait", agent.Protocol.Errors[0].Recovery);
        Assert.Equal("Ask for a safer curve", agent.Protocol.Errors[4].Ask);
        Assert.Equal(["AE0502", "AE0502"], agent.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void The_short_shape_has_bare_percentages_and_lists_between_commas()
    {
        var agent = AgentFileSet.Read(AgentFileSet.Fixture("glaze-mixer"), "glaze-mixer.md").Agent!;
        var levels = agent.Protocol!.Levels;
        Assert.Equal("Weighs and mixes glazes, and keeps the recipe book.\n", agent.Description);
        Assert.Equal((2, TimeSpan.FromMinutes(5)), (levels[0].Attempts?.Value, levels[0].Timeout?.Value));
        Assert.Equal(TargetKind.ResolvedOfRemaining, levels[1].Target?.Value.Kind);
        Assert.Equal(["Recipe", "what was tried", "photo of the tile"], levels[1].Report.Select(r => r.Value));
        Assert.Equal(["Poisonous oxide", "recipe of a customer", "food safety"], levels[2].Triggers.Select(t => t.Value.Text));
        Assert.Equal(["AE0404"], agent.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void A_ladder_in_bold_lines_with_the_reader_at_level_3_is_read_as_it_stands()
    {
        var protocol = AgentFileSet.Read(AgentFileSet.Fixture("workshop-foreman"), "workshop-foreman.md").Agent!.Protocol!;
        Assert.Equal(["Self-Recovery", "Ask Around", "Foreman Review", "Beyond the Workshop"], protocol.Levels.Select(l => l.Title));
        Assert.Equal("You", protocol.Levels[2].Qualifier);
        Assert.Equal(["master-potter"], protocol.Levels[3].To.Select(t => t.Text));
        Assert.Equal(["Tool missing", "Clay too dry"], protocol.Errors.Select(e => e.Name));
    }

    [Fact]
    public void A_template_is_no_agent_and_has_one_finding()
    {
        var file = AgentFileSet.Read(AgentFileSet.Fixture("blank-form"), "blank-form.md");
        Assert.Equal((AgentFileStatus.Template, null), (file.Status, file.Agent));
        Assert.Equal(["AE0204"], file.Diagnostics.Select(d => d.Code));
        Assert.Equal(2, file.Content.Protocol?[1]?.Attempts?.Value);
    }

    [Fact]
    public void Instructions_are_the_body_to_the_letter() =>
        Assert.Equal("\r\n# X\r\n\r\ntext  ", AgentFileSet.Read("---\r\nname: agent\r\ndescription: d\r\n---\r\n\r\n# X\r\n\r\ntext  ").Agent!.Instructions);

    [Fact]
    public void Other_keys_are_kept_in_order_with_their_source()
    {
        var agent = AgentFileSet.Read("---\nname: agent\ncolor: blue\ndescription: d\nhooks:\n  Stop:\n    - run: x\nversion: 3\n---\n").Agent!;
        Assert.Equal(
            [new("color", "blue"), new("hooks", "Stop:\n    - run: x"), new("version", "3")],
            agent.OtherKeys.AsEnumerable());
    }

    public static TheoryData<string, ToolAccessKind, string> Tools => new()
    {
        { "", ToolAccessKind.All, "" },
        { "tools: Read, Agent(a, b) , mcp__x__*\n", ToolAccessKind.List, "Read|Agent(a, b)|mcp__x__*" },
        { "tools: [Read, 'Bash(ls, rm)']\n", ToolAccessKind.List, "Read|Bash(ls, rm)" },
        { "tools:\n  - Read\n  - Grep\n", ToolAccessKind.List, "Read|Grep" },
        { "tools: '*'\n", ToolAccessKind.All, "" },
        { "tools: *\n", ToolAccessKind.All, "" },
        { "tools: []\n", ToolAccessKind.None, "" },
        { "tools:\n", ToolAccessKind.None, "" },
        { "tools: ''\n", ToolAccessKind.None, "" },
        { "tools: { a: b }\n", ToolAccessKind.None, "" },
    };

    [Theory]
    [MemberData(nameof(Tools))]
    public void Tools_of_any_shape_are_all_none_or_a_list(string line, ToolAccessKind kind, string names)
    {
        var agent = AgentFileSet.Read($"---\nname: agent\ndescription: d\n{line}---\n").Agent!;
        Assert.Equal((kind, names), (agent.Tools.Kind, string.Join('|', agent.Tools.Names)));
    }

    [Fact]
    public void The_block_yields_every_member_and_wins_over_the_text()
    {
        const string Block = """
            ---
            name: agent
            description: d
            escalation:
              version: 1
              levels:
                - { level: 1, attempts: 4, timeout: 90s, target: 65% }
                - { level: 2, to: [a-b, "a role"], attempts: 1, timeout: 2h, target: 80%, report: [Fault, Wish] }
                - { level: 3, to: c-d, timeout: 1d, target: 90%, triggers: [Deep trouble, { id: fire, text: It burns }] }
                - { level: 4, to: [user], target: <2%, cards: 2, expires: 7d, onExpiry: unresolved }
              deadline: 30m
              budget: { tokens: 200000, calls: 40, money: 1.50 }
              errors:
                - { name: Overshoot, codes: [K1, K2], recovery: Cool it, ask: Which curve?, trigger: fire }
            ---
            ### Level 1: COOLING
            **Your action:** Cool (max 2 attempts, 90 s)
            ### Level 2: FOREMAN
            **Escalate to:** @x-y
            """;
        var agent = AgentFileSet.Read(Block).Agent!;
        var protocol = agent.Protocol!;
        Assert.Equal([1, 2, 3, 4], protocol.Levels.Select(l => l.Number));
        Assert.Equal([4, 1, null, null], protocol.Levels.Select(l => l.Attempts?.Value));
        Assert.Equal([90.0, 7200.0, 86400.0, null], protocol.Levels.Select(l => l.Timeout?.Value.TotalSeconds));
        Assert.Equal(["COOLING", "FOREMAN", null, null], protocol.Levels.Select(l => l.Title));
        Assert.Equal([(AddresseeKind.Mention, "a-b"), (AddresseeKind.Role, "a role")], protocol.Levels[1].To.Select(t => (t.Kind, t.Text)));
        Assert.Equal([new Trigger("deep-trouble", "Deep trouble"), new Trigger("fire", "It burns")], protocol.Levels[2].Triggers.Select(t => t.Value));
        Assert.Equal(new SuccessTarget(TargetKind.ArrivalsBelow, 2), protocol.Levels[3].Target?.Value);
        Assert.Equal((2, TimeSpan.FromDays(7), OnExpiry.Unresolved),
            (protocol.Levels[3].Cards?.Value, protocol.Levels[3].Expires?.Value, protocol.Levels[3].OnExpiry?.Value));
        Assert.Equal((200000L, 40, 1.50m, TimeSpan.FromMinutes(30)),
            (protocol.Tokens?.Value, protocol.Calls?.Value, protocol.Money?.Value, protocol.Deadline?.Value));
        var error = Assert.Single(protocol.Errors);
        Assert.Equal(("Overshoot", "Cool it", "Which curve?", "fire"), (error.Name, error.Recovery, error.Ask, error.Trigger));
        Assert.Equal(["K1", "K2"], error.Codes.AsEnumerable());
        Assert.Equal([("AE0310", new SourcePosition(7, 29)), ("AE0310", new SourcePosition(8, 24))], agent.Diagnostics.Select(d => (d.Code, d.Position)));
    }

    [Fact]
    public void Text_answers_only_for_keys_that_the_block_does_not_have()
    {
        var level = AgentFileSet.Read("""
            ---
            name: agent
            description: d
            escalation: { version: 1, levels: [{ level: 1, attempts: many }] }
            ---
            ### Level 1: X
            **Your action:** Try (max 2 attempts, 5 min timeout)
            """).Content.Protocol![1]!;
        Assert.Null(level.Attempts);
        Assert.Equal(TimeSpan.FromMinutes(5), level.Timeout?.Value);
    }

    [Fact]
    public void A_file_of_exactly_the_limit_is_read()
    {
        var text = "---\nname: agent\ndescription: d\n---\n";
        var bytes = new byte[AgentFileReader.MaxBytes];
        Array.Fill(bytes, (byte)'x');
        System.Text.Encoding.UTF8.GetBytes(text, bytes);
        Assert.NotNull(AgentFileReader.Read(bytes, "agent.md").Agent);
        Assert.Equal("AE0108", AgentFileReader.Read([.. bytes, 32], "agent.md").Diagnostics[0].Code);
    }

    [Fact]
    public void Nothing_in_a_description_is_lost_by_a_repair()
    {
        const string Text = "Use when: the kiln's door # sticks \\n and it is 'hot'";
        Assert.Equal(Text, AgentFileSet.Read($"---\nname: agent\ndescription: {Text}\nmodel: opus\n---\n").Agent!.Description);
        Assert.Equal(
            "First: line and more: text end.",
            AgentFileSet.Read("---\nname: agent\ndescription: First: line\nand more: text\n\nend.\nmodel: opus\n---\n").Agent!.Description.Replace("  ", " ", StringComparison.Ordinal));
    }
}
