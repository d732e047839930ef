using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Rust.Search;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests;

/// <summary>Specialist and verifier on a private copy, with the real cargo.</summary>
public sealed class RustSpecialistTests
{
    private const string Moved = "pub fn f(s: String) -> usize { s.len() }\npub fn g() -> usize { let s = String::new(); f(s) + f(s) }\n"
        + "#[cfg(test)]\nmod tests {\n    #[test]\n    fn adds() { assert_eq!(super::g(), 0); }\n}\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_attempt_of_level_1_repairs_what_the_compiler_is_sure_of_and_the_verifier_agrees()
    {
        using var folder = new ScratchFolder().Crate(Moved);
        using var copy = await CopyAsync(folder);
        var failed = await RustVerifier.Test.VerifyAsync(Direct(copy), Token);
        Assert.Equal(VerdictKind.Failed, failed.Kind);
        Assert.Equal(("move-semantics", "E0382", "1 error, first E0382"), (failed.Failure!.Class, failed.Failure.Code, failed.Summary));
        Assert.Contains("2 | pub fn g() -> usize", failed.Failure.Context.Value, StringComparison.Ordinal);

        var said = await new RustSpecialist().WorkAsync(Direct(copy, failed.Failure, Level.SelfRecovery, 1), Token);
        Assert.False(said.GaveUp);
        Assert.Contains("f(s.clone()) + f(s)", copy.ReadText("src/lib.rs"), StringComparison.Ordinal);
        Assert.Equal(Moved, await File.ReadAllTextAsync(Path.Combine(folder.Path, "src/lib.rs"), Token));

        var verdict = await RustVerifier.Test.VerifyAsync(Direct(copy), Token);
        Assert.True(verdict.IsVerified);
        Assert.Equal("compiles, 1 of 1 tests pass", verdict.Summary);
    }

    [Fact]
    public async Task What_it_cannot_repair_it_gives_up_and_leaves_alone()
    {
        using var folder = new ScratchFolder().Crate("pub fn f() -> i32 { frobnicate(1) }\n");
        using var copy = await CopyAsync(folder);
        var failed = await RustVerifier.Check.VerifyAsync(Direct(copy), Token);
        var said = await new RustSpecialist().WorkAsync(Direct(copy, failed.Failure, Level.SelfRecovery, 2), Token);
        Assert.True(said.GaveUp);
        Assert.Empty((await copy.CaptureAsync(Token)).Files);
    }

    [Fact]
    public async Task At_level_2_the_patterns_that_the_guidance_names_are_tried_and_no_others()
    {
        using var folder = new ScratchFolder().Crate("pub fn f() -> i32 { frobnicate(1) }\n");
        using var copy = await CopyAsync(folder);
        var specialist = new RustSpecialist(new() { Patterns = [new Answer("one"), new Answer("two")] });
        var failure = (await RustVerifier.Check.VerifyAsync(Direct(copy), Token)).Failure;
        var other = await specialist.WorkAsync(Direct(copy, failure, Level.PeerConsultation, 1, Pattern("absent")), Token);
        Assert.True(other.GaveUp);
        var said = await specialist.WorkAsync(Direct(copy, failure, Level.PeerConsultation, 1, Pattern("two")), Token);
        Assert.False(said.GaveUp);
        Assert.Equal("pub fn f() -> i32 { /* two */ 1 }\n", copy.ReadText("src/lib.rs"));
    }

    [Fact]
    public async Task Exact_steps_are_made_as_they_are()
    {
        using var folder = new ScratchFolder().Crate("pub fn f() -> i32 { \"ä\" }\n");
        using var copy = await CopyAsync(folder);
        var guidance = new Guidance { Steps = [.. ReplaceSteps.From([new("src/lib.rs", 20, 24, "1")])] };
        Assert.False((await new RustSpecialist().WorkAsync(Direct(copy, null, Level.UserDecision, 1, guidance), Token)).GaveUp);
        Assert.Equal("pub fn f() -> i32 { 1 }\n", copy.ReadText("src/lib.rs"));
    }

    [Fact]
    public async Task Without_a_workspace_nothing_can_be_said_or_done()
    {
        var attempt = Attempt.Direct(AgentTask.Verify("rust-pro", "make it compile"));
        Assert.Equal(VerdictKind.Unverifiable, (await RustVerifier.Check.VerifyAsync(attempt, Token)).Kind);
        Assert.True((await new RustSpecialist().WorkAsync(attempt, Token)).GaveUp);
    }

    [Fact]
    public async Task Nobody_passes_by_editing_a_test()
    {
        using var folder = new ScratchFolder().Crate(Moved.Replace("f(s) + f(s)", "f(s) + 1", StringComparison.Ordinal));
        using var copy = await CopyAsync(folder);
        var edited = copy.Apply(new FileEdit.Exchange("src/lib.rs", "super::g(), 0", "super::g(), 1"));
        Assert.Contains("Tests judge the code", Assert.Single(edited.Refusals).ToString(), StringComparison.Ordinal);
        Assert.False(copy.Apply(new FileEdit.Write("tests/it.rs", "")).Applied);
        Assert.False(copy.Apply(new FileEdit.Write("Cargo.toml", "")).Applied);
    }

    [Theory]
    [InlineData("mod a;\n#[test]\nfn t() { assert!(true) }\n", "mod b;\n#[test]\nfn t() { assert!(1 == 1) }\n", "mod b;\n#[test]\nfn t() { assert!(true) }\n")]
    [InlineData("#[test]\nfn t() {}\n", "fn t() {}\n", null)]
    public void Edited_test_code_is_put_back_where_it_still_stands(string original, string edited, string? restored)
    {
        var hit = new RustTestRegions().Check("src/lib.rs", original, edited);
        Assert.NotNull(hit);
        Assert.Equal(restored, hit.Restored);
    }

    [Fact]
    public void Code_outside_tests_is_free()
    {
        Assert.Null(new RustTestRegions().Check("src/lib.rs", "mod a;\n#[test]\nfn t() {}\n", "mod b;\n#[test]\nfn t() {}\n"));
        Assert.Null(new RustTestRegions().Check("notes.md", "a", "b"));
    }

    private static async Task<PrivateCopy> CopyAsync(ScratchFolder folder)
    {
        var options = RustVerifier.Test.RulesFor(AgentTask.Verify("rust-pro", "t", folder.Path), WorkspaceOptions.Default);
        return await (await Workspace.OpenAsync(folder.Path, options, Token)).CopyAsync(Token);
    }

    private static Attempt Direct(PrivateCopy copy, Failure? last = null, Level level = Level.None, int number = 0, Guidance? guidance = null) =>
        Attempt.Direct(AgentTask.Verify("rust-pro", "make it compile", copy.Folder), last, guidance, level, number, workspace: copy);

    private static Guidance Pattern(string id) => new()
    {
        Steps = [new(RustSpecialist.PatternStep, ImmutableDictionary<string, string>.Empty.Add(RustSpecialist.PatternId, id))],
    };

    private sealed class Answer(string id) : ICandidates
    {
        public string Id => id;

        public IEnumerable<Candidate> Propose(RepairState state) => [new(id, id, [new("src/lib.rs", 20, 33, $"/* {id} */ 1")], 0.5)];
    }
}
