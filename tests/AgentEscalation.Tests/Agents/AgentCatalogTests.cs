using System.Text;
using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Agents;

public sealed class AgentCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agent-catalog-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_nearer_root_wins_and_the_other_is_reported()
    {
        var catalog = Catalog(Root("near", ("a.md", Agent("a", "near"))), Root("far", ("a.md", Agent("a", "far")), ("b.md", Agent("b"))));
        Assert.Equal("near", catalog.Get("a").Description);
        Assert.Equal(["a", "b"], catalog.Agents.Select(a => a.Name));
        var found = Assert.Single(catalog.Diagnostics, d => d.Code == "AE0221");
        Assert.Equal("far/a.md", found.Path);
    }

    [Fact]
    public void A_name_twice_in_one_root_finds_neither_whatever_the_order()
    {
        foreach (var reversed in new[] { false, true })
        {
            (string, string)[] files = [("x/a.md", Agent("a", "one")), ("y/a.md", Agent("a", "two"))];
            var catalog = Catalog(Root("near", reversed ? [.. files.Reverse()] : files), Root("far", ("a.md", Agent("a", "far"))));
            Assert.Null(catalog.Find("a"));
            Assert.Equal(["near/x/a.md", "near/y/a.md"], catalog.Diagnostics.Where(d => d.Code == "AE0220").Select(d => d.Path).Order());
            var error = Assert.Throws<AgentNotFoundException>(() => catalog.Get("a"));
            Assert.Contains("near/x/a.md, near/y/a.md", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_that_differ_by_case_only_are_two_agents_with_a_warning()
    {
        var catalog = Catalog(Root("r", ("a.md", Agent("abc")), ("b.md", Agent("Abc"))));
        Assert.NotNull(catalog.Find("abc"));
        Assert.NotNull(catalog.Find("Abc"));
        Assert.Equal(2, catalog.Diagnostics.Count(d => d.Code == "AE0207"));
    }

    [Fact]
    public void A_rejected_file_is_named_when_its_agent_is_asked_for()
    {
        var error = Assert.Throws<AgentNotFoundException>(() => Catalog(Root("r", ("a.md", "---\nname: a\nname: a\ndescription: d\n---\n"))).Get("a"));
        Assert.Contains("r/a.md:3:1: error AE0106", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@b or @nobody", "AE0501", DiagnosticSeverity.Warning)]
    [InlineData("@nobody", "AE0501", DiagnosticSeverity.Error)]
    [InlineData("wise owl", "AE0501", DiagnosticSeverity.Error)]
    [InlineData("b", "AE0503", DiagnosticSeverity.Info)]
    [InlineData("owl or @b", "AE0502", DiagnosticSeverity.Info)]
    [InlineData("@c", "AE0507", DiagnosticSeverity.Info)]
    public void Targets_are_checked_against_the_catalog(string to, string code, DiagnosticSeverity severity)
    {
        var catalog = Catalog(Root("r", ("a.md", Ladder("a", to)), ("b.md", Ladder("b", "the user")), ("c.md", Agent("c"))));
        Assert.Contains((code, severity, "r/a.md"), catalog.Diagnostics.Select(d => (d.Code, d.Severity, d.Path)));
    }

    [Fact]
    public void A_cycle_is_reported_once_with_its_path()
    {
        var catalog = Catalog(Root("r", ("a.md", Ladder("a", "@b")), ("b.md", Ladder("b", "@c")), ("c.md", Ladder("c", "@a or @d")), ("d.md", Agent("d"))));
        var found = Assert.Single(catalog.Diagnostics, d => d.Code == "AE0504");
        Assert.Equal("The escalation goes round: a -> b -> c -> a", found.Message);
    }

    [Fact]
    public void A_mention_in_the_text_that_nobody_answers_to_is_an_info_at_its_place()
    {
        var catalog = Catalog(Root("r", ("a.md", Agent("a") + "Ask @wise-owl or @b-c, not me@here-there.org or @scope-x/pkg.\n```\n@in-code\n```\n"), ("b.md", Agent("b-c"))));
        var found = Assert.Single(catalog.Diagnostics, d => d.Code == "AE0506");
        Assert.Equal((5, 5), (found.Position.Line, found.Position.Column));
    }

    [Fact]
    public void The_policy_resolves_names_and_roles_and_marks_what_the_file_does_not_say()
    {
        var catalog = Catalog(
            Root("r", ("kiln-keeper.md", AgentFileSet.Fixture("kiln-keeper")), ("w.md", Agent("workshop-foreman")), ("k.md", Agent("kiln-builder"))));
        var resolved = catalog.PolicyFor(catalog.Get("kiln-keeper"));
        var policy = resolved.Policy;
        Assert.Equal(["workshop-foreman"], policy.PeerConsultation.To);
        Assert.Equal(["kiln-builder"], policy.ArchitectureReview.To);
        Assert.Equal(["glaze chemist", "master-potter"], resolved.Unresolved.Select(u => u.Text));
        Assert.Equal((3, TimeSpan.FromMinutes(8)), (policy.SelfRecovery.Attempts, policy.SelfRecovery.Timeout));
        Assert.False(resolved.IsDefault(Level.SelfRecovery, nameof(LevelPolicy.Attempts)));
        Assert.True(resolved.IsDefault(Level.PeerConsultation, nameof(LevelPolicy.Attempts)));
        Assert.True(resolved.IsDefault(Level.ArchitectureReview, nameof(LevelPolicy.Target)));
        Assert.False(resolved.IsDefault(Level.None, nameof(EscalationPolicy.ReportFields)));
        Assert.Equal((1, TimeSpan.FromMinutes(10)), (policy.PeerConsultation.Attempts, policy.PeerConsultation.Timeout));
        Assert.Equal(new SuccessTarget(TargetKind.ArrivalsBelow, 4), policy.UserDecision.Target);
        Assert.Equal(7, policy.Errors.Length);
    }

    [Fact]
    public void A_longer_ladder_puts_all_further_responders_into_the_architecture_review()
    {
        const string Body = "### Level 1: A\n### Level 2: B\n**Escalate to:** @b\n### Level 3: C\n**Escalate to:** @c\n**Timeout:** 7 min\n### Level 4: D\n"
            + "**Escalate to:** @d or @c\n**Attempts:** 3\n### Level 5: E\n**Action:** Escalate to Claude + User\n**Target:** <1% of tasks\n";
        var catalog = Catalog(Root("r", ("a.md", Agent("a") + Body), ("b.md", Agent("b")), ("c.md", Agent("c")), ("d.md", Agent("d"))));
        var policy = catalog.PolicyFor(catalog.Get("a")).Policy;
        Assert.Equal(["b"], policy.PeerConsultation.To);
        Assert.Equal(["c", "d"], policy.ArchitectureReview.To);
        Assert.Equal((3, TimeSpan.FromMinutes(7), "C"), (policy.ArchitectureReview.Attempts, policy.ArchitectureReview.Timeout, policy.ArchitectureReview.Title));
        Assert.Equal(("E", 1.0), (policy.UserDecision.Title, policy.UserDecision.Target?.Percent));
    }

    [Fact]
    public void A_level_0_is_no_consultation()
    {
        const string Body = "### Level 0: PREVENTION\n**Escalate to:** @b\n### Level 1: A\n### Level 2: C\n**Escalate to:** @c\n### Level 3: D\n**Escalate to:** the user\n";
        var catalog = Catalog(Root("r", ("a.md", Agent("a") + Body), ("b.md", Agent("b")), ("c.md", Agent("c"))));
        var policy = catalog.PolicyFor(catalog.Get("a")).Policy;
        Assert.Equal(["c"], policy.PeerConsultation.To);
        Assert.Empty(policy.ArchitectureReview.To);
    }

    [Fact]
    public void A_ladder_that_never_addresses_the_user_still_ends_with_one()
    {
        var catalog = Catalog(Root("r", ("a.md", Agent("a") + "### Level 1: A\n### Level 2: B\n**Escalate to:** @b\n"), ("b.md", Agent("b"))));
        var resolved = catalog.PolicyFor(catalog.Get("a"));
        Assert.Equal(["b"], resolved.Policy.PeerConsultation.To);
        Assert.True(resolved.IsDefault(Level.UserDecision, nameof(LevelPolicy.Title)));
    }

    [Fact]
    public void An_agent_without_a_ladder_gets_the_default_policy_with_every_value_marked()
    {
        var catalog = Catalog(Root("r", ("a.md", Agent("a"))));
        var resolved = catalog.PolicyFor(catalog.Get("a"));
        Assert.Equal(EscalationPolicy.Default.SelfRecovery.Timeout, resolved.Policy.SelfRecovery.Timeout);
        Assert.Equal(20, resolved.Defaults.Length);
    }

    [Fact]
    public void Directories_are_read_with_everything_below_them_and_links_are_not_followed()
    {
        Write("a.md", Agent("a"));
        Write("deep/er/b.md", Agent("b"));
        Write("deep/notes.txt", Agent("no"));
        Write(".git/c.md", Agent("c"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "deep", "loop"), _folder);
        var catalog = AgentCatalog.Create([AgentRoot.FromDirectory(_folder)], builtIn: false);
        Assert.Equal(["a", "b"], catalog.Agents.Select(a => a.Name));
        Assert.Equal(["a"], AgentRoot.FromDirectory(_folder, recursive: false).Files.Select(f => f.Content.Name));
    }

    [Fact]
    public void The_shipped_agents_are_behind_every_directory()
    {
        Write("rust-pro.md", Agent("rust-pro", "mine"));
        var catalog = AgentCatalog.Load(_folder);
        Assert.Equal("mine", catalog.Get("rust-pro").Description);
        Assert.Equal("built-in", catalog.Get("systems-architect").Root);
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_an_error_that_names_it()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => AgentCatalog.Load(Path.Combine(_folder, "nowhere")));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_a_rejected_one()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "gone.md"), Path.Combine(_folder, "nothing"));
        var file = Assert.Single(AgentRoot.FromDirectory(_folder).Files);
        Assert.Equal((AgentFileStatus.Rejected, "AE0100"), (file.Status, file.Diagnostics[0].Code));
    }

    private static AgentCatalog Catalog(params AgentRoot[] roots) => AgentCatalog.Create(roots, builtIn: false);

    private static AgentRoot Root(string name, params (string Path, string Text)[] files) =>
        AgentRoot.FromFiles(name, files.Select(f => AgentFileReader.Read(Encoding.UTF8.GetBytes(f.Text), $"{name}/{f.Path}")));

    private static string Agent(string name, string description = "d") => $"---\nname: {name}\ndescription: {description}\n---\n";

    private static string Ladder(string name, string to) => Agent(name) + $"### Level 1: A\n### Level 2: B\n**Escalate to:** {to}\n";

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
