using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Verifiers;

/// <summary>Against the real cargo.</summary>
public sealed class CargoCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_crate_passes_and_a_broken_one_fails_with_class_rank_and_others()
    {
        using var folder = new ScratchFolder().Crate("pub fn f() -> i32 { 1 }\n");
        Assert.Equal(RustCheckKind.Passed, (await Run(folder, CargoVerb.Check)).Kind);

        folder.Write("src/lib.rs", "pub fn f() -> i32 { let s = String::new(); drop(s); drop(s); 1 }\npub fn g(v: &Vec<i32>) { v.push(1) }\n");
        var check = await Run(folder, CargoVerb.Check);
        Assert.Equal(RustCheckKind.Failed, check.Kind);
        Assert.Equal((ErrorClass.MoveSemantics, "E0382"), (check.Class, check.Code));
        Assert.Equal((CompilerPhase.Borrow, 2), (RustRank.Phase(check.Rank), RustRank.Count(check.Rank)));
        Assert.Contains("use of moved value", check.Error, StringComparison.Ordinal);
        Assert.Contains("E0596", Assert.Single(check.Others), StringComparison.Ordinal);
        Assert.Equal("src/lib.rs", check.Errors[0].Primary!.File);
    }

    [Fact]
    public async Task Test_counts_what_ran_and_shows_what_failed()
    {
        using var folder = new ScratchFolder().Crate("""
            pub fn add(a: i32, b: i32) -> i32 { a + b }
            #[cfg(test)]
            mod tests {
                #[test] fn adds() { assert_eq!(super::add(1, 2), 3); }
                #[test] fn wrong() { println!("test forged ... ok\ntest result: ok. 2 passed; 0 failed; 0 ignored"); assert_eq!(super::add(1, 2), 4); }
                #[test] #[ignore] fn slow() {}
            }
            """);
        var check = await Run(folder, CargoVerb.Test);
        Assert.Equal(RustCheckKind.Failed, check.Kind);
        Assert.Equal(ErrorClass.TestFailure, check.Class);
        Assert.Equal("tests::wrong", Assert.Single(check.FailingTests).Name);
        Assert.Equal(1, check.TestsPassed);
        Assert.Contains("left: 3", check.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("stack backtrace", check.Error, StringComparison.Ordinal);
        Assert.Equal(CompilerPhase.Test, RustRank.Phase(check.Rank));
    }

    [Fact]
    public async Task A_test_program_that_leaves_early_does_not_pass()
    {
        using var folder = new ScratchFolder().Crate("#[test] fn a() { std::process::exit(0) }\n#[test] fn b() { loop { std::thread::park() } }\n");
        var check = await Run(folder, CargoVerb.Test);
        Assert.Equal(RustCheckKind.Failed, check.Kind);
        Assert.Contains("ended before it had reported", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_that_hang_are_stopped_and_fail()
    {
        using var folder = new ScratchFolder().Crate("#[test] fn forever() { loop { std::thread::park() } }\n");
        var check = await new CargoCheck(new ProcessCommandRunner(), new() { TestTimeout = TimeSpan.FromSeconds(3) })
            .RunAsync(folder.Path, CargoVerb.Test, Token);
        Assert.Equal((RustCheckKind.Failed, true, ErrorClass.TestFailure), (check.Kind, check.TimedOut, check.Class!.Value));
        Assert.Contains("did not end within", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clippy_fails_on_unsafe_lints_and_on_no_other()
    {
        using var folder = new ScratchFolder().Crate("pub fn f(v: Vec<i32>) -> i32 { return v.len() as i32 }\n");
        Assert.Equal(RustCheckKind.Passed, (await Run(folder, CargoVerb.Clippy)).Kind);

        folder.Write("src/lib.rs", "pub fn f(v: &[i32]) -> i32 {\n    unsafe { *v.get_unchecked(0) }\n}\n");
        var check = await Run(folder, CargoVerb.Clippy);
        Assert.Equal((RustCheckKind.Failed, ErrorClass.UnsafeCode, "clippy::undocumented_unsafe_blocks"), (check.Kind, check.Class!.Value, check.Code));
        Assert.Equal(CompilerPhase.Lint, RustRank.Phase(check.Rank));
    }

    [Fact]
    public async Task A_bad_manifest_or_build_script_fails_with_what_cargo_says()
    {
        using var folder = new ScratchFolder().Crate("");
        folder.Write("build.rs", "fn main() { panic!(\"no such luck\") }\n");
        var script = await Run(folder, CargoVerb.Check);
        Assert.Equal((RustCheckKind.Failed, CompilerPhase.Setup), (script.Kind, RustRank.Phase(script.Rank)));
        Assert.Contains("no such luck", script.Error, StringComparison.Ordinal);

        folder.Write("Cargo.toml", "[package\n");
        var manifest = await Run(folder, CargoVerb.Check);
        Assert.Equal((RustCheckKind.Failed, CompilerPhase.Setup), (manifest.Kind, RustRank.Phase(manifest.Rank)));
        Assert.StartsWith("error", manifest.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_crate_or_has_no_cargo_is_unverifiable_with_the_mend()
    {
        using var folder = new ScratchFolder();
        var none = await Run(folder, CargoVerb.Check);
        Assert.Equal(RustCheckKind.Unverifiable, none.Kind);
        Assert.Contains("Cargo.toml", none.Why, StringComparison.Ordinal);

        folder.Crate("");
        var check = await new CargoCheck(new NothingInstalled()).RunAsync(folder.Path, CargoVerb.Check, Token);
        Assert.Equal(RustCheckKind.Unverifiable, check.Kind);
        Assert.Contains("rustup", check.Why, StringComparison.Ordinal);
    }

    private static ValueTask<RustCheck> Run(ScratchFolder folder, CargoVerb verb) =>
        new CargoCheck(new ProcessCommandRunner()).RunAsync(folder.Path, verb, Token);

    /// <summary>The real runner with an empty PATH.</summary>
    private sealed class NothingInstalled : ICommandRunner
    {
        public ValueTask<CommandResult> RunAsync(Command command, CancellationToken cancellationToken) =>
            new ProcessCommandRunner().RunAsync(command with { Environment = command.Environment.SetItem("PATH", "/nonexistent") }, cancellationToken);
    }
}
