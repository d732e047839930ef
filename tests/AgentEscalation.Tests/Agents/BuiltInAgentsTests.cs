using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Agents;

public sealed class BuiltInAgentsTests
{
    public static TheoryData<string> Names =>
        ["backend-coordinator", "performance-architect", "rust-pro", "systems-architect", "tech-lead-orchestrator"];

    [Fact]
    public void The_catalog_without_roots_has_exactly_the_agents_that_ship() =>
        Assert.Equal(Names.Select(n => n.Data), AgentCatalog.BuiltIn.Agents.Select(a => a.Name));

    [Fact]
    public void They_load_without_a_single_finding() => Assert.Empty(AgentCatalog.BuiltIn.Diagnostics);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_an_explicit_block_and_instructions_and_a_ladder_that_ends_with_the_user(string name)
    {
        var agent = AgentCatalog.BuiltIn.Get(name);
        Assert.True(agent.Protocol is { HasBlock: true, Version: 1 });
        Assert.True(agent.Protocol.Levels[^1].IsForUser);
        Assert.StartsWith("# ", agent.Instructions.TrimStart(), StringComparison.Ordinal);
        Assert.Equal("built-in", agent.Root);
    }

    [Fact]
    public void The_ladder_of_rust_pro_is_the_one_of_the_design()
    {
        var resolved = AgentCatalog.BuiltIn.PolicyFor(AgentCatalog.BuiltIn.Get("rust-pro"));
        var policy = resolved.Policy;
        Assert.Equal((2, TimeSpan.FromMinutes(5)), (policy.SelfRecovery.Attempts, policy.SelfRecovery.Timeout));
        Assert.Equal(new SuccessTarget(TargetKind.ResolvedAtLevel, 70), policy.SelfRecovery.Target);
        Assert.Equal(["backend-coordinator", "performance-architect"], policy.PeerConsultation.To);
        Assert.Equal((1, TimeSpan.FromMinutes(10)), (policy.PeerConsultation.Attempts, policy.PeerConsultation.Timeout));
        Assert.Equal(new SuccessTarget(TargetKind.ResolvedOfRemaining, 80), policy.PeerConsultation.Target);
        Assert.Equal(["tech-lead-orchestrator", "systems-architect"], policy.ArchitectureReview.To);
        Assert.Equal((1, TimeSpan.FromMinutes(15)), (policy.ArchitectureReview.Attempts, policy.ArchitectureReview.Timeout));
        Assert.Equal(new SuccessTarget(TargetKind.ResolvedOfRemaining, 90), policy.ArchitectureReview.Target);
        Assert.Equal(4, policy.ArchitectureReview.Triggers.Length);
        Assert.Equal(new SuccessTarget(TargetKind.ArrivalsBelow, 2), policy.UserDecision.Target);
        Assert.Equal(["Problem", "Attempted", "Error", "Context", "Request"], policy.ReportFields);
        Assert.Equal([new PolicyDefault(Level.UserDecision, "Attempts")], resolved.Defaults);
        Assert.Empty(resolved.Unresolved);
    }

    [Theory]
    [InlineData("E0382", "move-semantics")]
    [InlineData("E0499", "borrow-checker")]
    [InlineData("E0597", "lifetime")]
    [InlineData("E0308", "type-mismatch")]
    [InlineData("E0277", "trait-not-implemented")]
    [InlineData("E0133", "unsafe-code")]
    [InlineData("E0425", "name-syntax-and-visibility")]
    [InlineData("E0616", "name-syntax-and-visibility")]
    public void The_recovery_table_of_rust_pro_finds_a_class_by_code(string code, string errorClass)
    {
        var policy = AgentCatalog.BuiltIn.PolicyFor(AgentCatalog.BuiltIn.Get("rust-pro")).Policy;
        Assert.Equal(8, policy.Errors.Length);
        Assert.Equal(errorClass, policy.RuleFor(null, code)?.Class);
        Assert.All(policy.Errors, e => Assert.True(e.Recovery is not null && e.Ask is not null));
        Assert.Equal("test-failure", policy.RuleFor("test-failure", null)?.Class);
    }

    [Fact]
    public void No_code_stands_in_two_rows() =>
        Assert.DoesNotContain(AgentCatalog.BuiltIn.Get("rust-pro").Protocol!.Errors.SelectMany(e => e.Codes).CountBy(c => c), c => c.Value > 1);

    [Fact]
    public void A_ladder_of_two_levels_has_nobody_in_between()
    {
        var policy = AgentCatalog.BuiltIn.PolicyFor(AgentCatalog.BuiltIn.Get("tech-lead-orchestrator")).Policy;
        Assert.Empty(policy.PeerConsultation.To);
        Assert.Empty(policy.ArchitectureReview.To);
        Assert.Equal("User decision", policy.UserDecision.Title);
    }

    [Fact]
    public void An_unknown_name_is_an_error_that_names_near_ones()
    {
        var error = Assert.Throws<AgentNotFoundException>(() => AgentCatalog.BuiltIn.Get("rust-por"));
        Assert.Contains("Perhaps rust-pro was meant.", error.Message, StringComparison.Ordinal);
    }
}
