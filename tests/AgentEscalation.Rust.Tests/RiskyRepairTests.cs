using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.TestFailures;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Tests;

/// <summary>Repairs that compile and may compute something else, with the real cargo.</summary>
public sealed class RiskyRepairTests
{
    // A copy is the only repair known here, and the change would be made to the copy.
    private const string Lost = "pub struct Log { lines: std::cell::RefCell<Vec<String>> }\npub struct Worker { log: Log }\n"
        + "pub fn run() -> usize {\n    let log = Log { lines: Default::default() };\n    let w = Worker { log: log };\n"
        + "    w.log.lines.borrow_mut().push(String::new());\n    let n = log.lines.borrow().len();\n    n\n}\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_tests_it_is_not_claimed_and_the_card_offers_it_tried()
    {
        using var folder = new ScratchFolder().Crate(Lost);
        var router = Router();
        var run = await router.RunAsync(AgentTask.Verify("rust-pro", "make it compile", folder.Path), Token);
        var option = run.Ticket!.Card.Options[0];
        Assert.Contains("derive Clone for Log", option.Title.Value, StringComparison.Ordinal);
        Assert.Contains("may compute something else", option.Description.Value, StringComparison.Ordinal);
        Assert.True(option.Verified);
        Assert.Contains("not claimed", CaseReport.Of(run.Events, Level.UserDecision).Attempted.Value, StringComparison.Ordinal);
        Assert.Equal(Lost, await File.ReadAllTextAsync(Path.Combine(folder.Path, "src/lib.rs"), Token));

        var decided = await router.DecideAsync(run.Ticket, run.Ticket.Card.Choose(option.Key), Token);
        Assert.Equal(Outcome.Resolved(Level.UserDecision), decided.Outcome);
        Assert.Contains("#[derive(Clone)]", await File.ReadAllTextAsync(Path.Combine(folder.Path, "src/lib.rs"), Token), StringComparison.Ordinal);
    }

    [Theory]
    // The test runs the changed lines and is content.
    [InlineData("assert_eq!(super::run(), 0);", true)]
    // It passes, but never comes by.
    [InlineData("assert_eq!(1, 1);", false)]
    // It says that the copy is wrong.
    [InlineData("assert_eq!(super::run(), 1);", false)]
    public async Task Tests_make_it_claimable_only_when_they_pass_and_run_what_was_changed(string test, bool covered)
    {
        var repaired = Lost.Replace("log: log }", "log: log.clone() }", StringComparison.Ordinal).Replace("pub struct Log", "#[derive(Clone)]\npub struct Log", StringComparison.Ordinal);
        var tests = $"#[cfg(test)]\nmod tests {{ #[test] fn t() {{ {test} }} }}\n";
        using var folder = new ScratchFolder().Crate(Lost + tests);
        using var scratch = new ScratchFolder();
        var cover = new CoveringTests(new Workspaces.ProcessCommandRunner(), new RustToolOptions(), folder.Path, scratch.Path);
        Assert.Equal(covered, await cover.CoverAsync(Sources(Lost + tests), Sources(repaired + tests), Token));
    }

    [Fact]
    public async Task A_claimed_repair_says_what_it_promises_and_what_checked_it()
    {
        using var folder = new ScratchFolder().Crate("pub fn f(s: String) -> usize { s.len() }\npub fn g() -> usize { let s = String::new(); f(s) + f(s) }\n");
        var run = await Router().RunAsync(AgentTask.Verify("rust-pro", "make it compile", folder.Path), Token);
        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), run.Outcome);
        var ended = run.Events.OfType<Cases.Events.AttemptEnded>().Last();
        Assert.Contains("It keeps what is computed; a value is copied or dropped at another time; checked by the compiler, test code included.", ended.Notes.Value, StringComparison.Ordinal);
        Assert.Equal("compiles, there are no tests", ended.Verdict.Summary);
    }

    [Fact]
    public void Only_the_innermost_statements_that_differ_are_probed()
    {
        var changed = CoveringTests.Changed(Sources("fn f() { if a() { b(); c(); } d(); }"), Sources("fn f() { if a() { b(); e(); } d(); }")).ToList();
        Assert.Equal(["e();"], changed.Select(place => place.Statement.Text));
    }

    private static RustSources Sources(string text) => RustSources.Empty.With("src/lib.rs", text);

    private static EscalationRouter Router() => EscalationRouter.Create(static o => o.Catalog(Agents.AgentCatalog.BuiltIn).UseRust());
}
