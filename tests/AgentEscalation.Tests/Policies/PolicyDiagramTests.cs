using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Policies;

public sealed class PolicyDiagramTests
{
    [Fact]
    public void Rust_pro_is_drawn_with_attempts_times_responders_targets_and_triggers()
    {
        var diagram = AgentCatalog.BuiltIn.PolicyFor(AgentCatalog.BuiltIn.Get("rust-pro")).Policy.ToMermaid();
        const string Expected = """
            flowchart TD
                work(["task: work, then verify"]) -->|"passes"| completed(["Completed"])
                work -->|"fails: the case opens"| level1
                level1["1 · Self-recovery<br/>2 attempts, 5 min<br/>target 70 %"]
                level2["2 · Peer consultation<br/>1 attempt, 10 min<br/>asks backend-coordinator, then performance-architect<br/>target 80 % of remaining"]
                level3["3 · Architecture review<br/>1 attempt, 15 min<br/>asks tech-lead-orchestrator, then systems-architect<br/>target 90 % of remaining"]
                level4["4 · User decision<br/>3 cards, 7 d each<br/>target #60; 2 % of tasks"]
                level1 -->|"verified"| resolved(["Resolved"])
                level1 -->|"not resolved"| level2
                level2 -->|"verified"| resolved(["Resolved"])
                level2 -->|"not resolved"| level3
                level3 -->|"verified"| resolved(["Resolved"])
                level3 -->|"not resolved"| level4
                level1 -.->|"Complex ownership design<br/>Async and concurrency architecture<br/>Performance-critical optimization<br/>Type system architecture"| level3
                level4 -->|"verified"| resolved(["Resolved"])
                level4 -->|"stopped, or no card left"| unresolved(["Unresolved"])

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), diagram);
    }

    [Fact]
    public void A_level_where_nobody_answers_is_drawn_as_passed()
    {
        var diagram = EscalationPolicy.Default.ToMermaid();
        Assert.Contains("nobody answers: passed", diagram, StringComparison.Ordinal);
        Assert.Contains("level2 -->|\"passed\"| level3", diagram, StringComparison.Ordinal);
        Assert.DoesNotContain("level2 -->|\"verified\"|", diagram, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a \"quoted\" title")]
    [InlineData("x\"] --> evil[\"y")]
    [InlineData("a | b # c; <script>")]
    [InlineData("two\nlines")]
    [InlineData("`code` (x) {y} *z* _w_ \\")]
    public void Labels_cannot_leave_their_box(string title)
    {
        var hostile = EscalationPolicy.Default with
        {
            PeerConsultation = EscalationPolicy.Default.PeerConsultation with { Title = title, To = [title], Triggers = [new("x", title)] },
        };
        var plain = EscalationPolicy.Default with
        {
            PeerConsultation = EscalationPolicy.Default.PeerConsultation with { Title = "T", To = ["T"], Triggers = [new("x", "T")] },
        };
        foreach (var sign in "\"|[](){}`\n\\*_")
        {
            Assert.Equal(plain.ToMermaid().Count(c => c == sign), hostile.ToMermaid().Count(c => c == sign));
        }
    }

    [Theory]
    [InlineData(90, "1 min 30 s")]
    [InlineData(3600, "1 h")]
    [InlineData(93600, "1 d 2 h")]
    [InlineData(0.5, "0.5 s")]
    public void Times_are_written_in_the_units_people_use(double seconds, string words)
    {
        var policy = EscalationPolicy.Default with
        {
            SelfRecovery = EscalationPolicy.Default.SelfRecovery with { Timeout = TimeSpan.FromSeconds(seconds) },
        };
        Assert.Contains($"2 attempts, {words}<br/>", policy.ToMermaid(), StringComparison.Ordinal);
    }
}
