using System.Runtime.InteropServices;

namespace AgentEscalation.Cli.Tests.EndToEnd;

/// <summary>What goes wrong while it runs: the user's files stay as they were, and the end says what happened.</summary>
public sealed class AdversityTests
{
    /// <summary>A crate whose test tells that it runs and waits until it may go on.</summary>
    private const string Handshake = """
        #[test]
        fn waits() {
            let (here, go) = (std::env::var("AE_HERE").unwrap(), std::env::var("AE_GO").unwrap());
            std::fs::write(here, "").unwrap();
            while !std::path::Path::new(&go).exists() {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            assert_eq!(crate_under_test::greeting(), "hello");
        }
        """;

    [Fact]
    public async Task A_file_that_the_user_changes_meanwhile_is_not_overwritten()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Of(("src/lib.rs", TestCrate.Broken), ("tests/waits.rs", Handshake));
        var (here, go) = (Path.Combine(crate.Parent, "here"), Path.Combine(crate.Parent, "go"));
        using var command = Command.Start(
            ["run", "rust-pro", "--workspace", crate.Folder, "--format", "json"], new Dictionary<string, string?> { ["AE_HERE"] = here, ["AE_GO"] = go });

        await Appears(here);
        crate.Write("src/lib.rs", "pub fn greeting() -> String {\n    todo_by_the_user()\n}\n");
        crate.Remember();
        await File.WriteAllTextAsync(go, "", TestContext.Current.CancellationToken);
        var ended = await command.EndAsync();

        Assert.True(ended.Code == ExitCode.Unresolved, ended.Out + ended.Error);
        var outcome = ended.Document.GetProperty("outcome");
        Assert.Equal("workspace-changed", outcome.GetProperty("reason").GetString());
        Assert.Contains("src/lib.rs", outcome.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(TestCrate.Repair, ended.Document.GetProperty("diff").GetString(), StringComparison.Ordinal);
        crate.IsUntouched();
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task A_signal_in_the_middle_of_a_test_cancels_cleanly(PosixSignal signal)
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Of(("src/lib.rs", TestCrate.Broken), ("tests/waits.rs", Handshake));
        var here = Path.Combine(crate.Parent, "here");
        using var command = Command.Start(
            ["run", "rust-pro", "--workspace", crate.Folder, "--format", "json"],
            new Dictionary<string, string?> { ["AE_HERE"] = here, ["AE_GO"] = Path.Combine(crate.Parent, "never") });

        await Appears(here);
        command.Signal(signal);
        var ended = await command.EndAsync();

        Assert.Equal(ExitCode.Cancelled, ended.Code);
        Assert.Equal("cancelled", ended.Document.GetProperty("outcome").GetProperty("kind").GetString());
        ended.HasNoStack();
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_signal_at_any_moment_leaves_the_files_as_they_were_or_done()
    {
        Cargo.IsNeeded();
        var random = new Random(20_01);
        for (var i = 0; i < 8; i++)
        {
            using var crate = TestCrate.Resolvable();
            using var command = Command.Start(["run", "rust-pro", "--workspace", crate.Folder]);

            // The moment is what is tested; no event marks it.
            await Task.Delay(random.Next(150, 2_500), TestContext.Current.CancellationToken);
            try
            {
                command.Signal(PosixSignal.SIGINT);
            }
            catch (Xunit.Sdk.XunitException)
            {
                // It had ended by then.
            }

            var ended = await command.EndAsync();

            ended.HasNoStack();
            Assert.Contains(ended.Code, new[] { ExitCode.Done, ExitCode.Cancelled });
            if (ended.Code == ExitCode.Cancelled)
            {
                crate.IsUntouched();
            }
            else
            {
                Assert.Contains(TestCrate.Repair, crate.Read("src/lib.rs"), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_build_script_that_hangs_ends_with_the_deadline()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Of(
            ("src/lib.rs", ""), ("build.rs", "fn main() { loop { std::thread::sleep(std::time::Duration::from_secs(1)); } }\n"));

        var ended = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--deadline", "5s", "--format", "json");

        Assert.Contains(ended.Code, new[] { ExitCode.Waiting, ExitCode.Unresolved });
        ended.HasNoStack();
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_verifier_that_prints_100_megabytes_is_held_to_its_limit()
    {
        using var crate = TestCrate.Resolvable();
        var environment = Cargo.Replaced(
            Path.Combine(crate.Parent, "bin"),
            "[ \"$1\" = --version ] && exec echo cargo 1.0\n[ \"$1\" = metadata ] && exec echo '{\"packages\":[]}'\nhead -c 100000000 /dev/zero | tr '\\0' 'x'\nexit 101");

        var ended = await Command.RunAsync(
            ["run", "rust-pro", "--workspace", crate.Folder, "--deadline", "30s", "--format", "json"], environment);

        Assert.Contains(ended.Code, new[] { ExitCode.Waiting, ExitCode.Unresolved });
        Assert.InRange(ended.Out.Length, 1, 1_000_000);
        ended.HasNoStack();
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Resolvable();
        crate.Write("src/large.rs", string.Concat(Enumerable.Repeat("// a line of a comment that fills the disk\n", 40_000)));
        crate.Remember();
        await Namespaces.AreNeeded();
        var small = Directory.CreateDirectory(Path.Combine(crate.Parent, "small")).FullName;

        var ended = await Command.ShellAsync(
            "unshare -rm bash -c 'mount -t tmpfs -o size=1m small \"$1\" && TMPDIR=\"$1\" \"$0\" run rust-pro --workspace \"$2\" --deadline 30s' \"$0\" \"$1\" \"$2\"",
            small,
            crate.Folder);

        Assert.True(ended.Code is ExitCode.BadInput or ExitCode.Unresolved, ended.Out + ended.Error);
        Assert.Contains("space", ended.Out + ended.Error, StringComparison.OrdinalIgnoreCase);
        ended.HasNoStack();
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_limit_on_file_sizes_ends_without_a_stack()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Resolvable();

        var ended = await Command.ShellAsync("ulimit -f 16; \"$0\" run rust-pro --workspace \"$1\" --deadline 30s", crate.Folder);

        Assert.NotEqual(ExitCode.Done, ended.Code);
        ended.HasNoStack();
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_workspace_that_may_not_be_written_keeps_the_patch()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Resolvable();
        await Namespaces.AreNeeded();

        var ended = await Command.ShellAsync(
            "unshare -rm bash -c 'mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && exec \"$0\" run rust-pro --workspace \"$1\" --format json' \"$0\" \"$1\"",
            crate.Folder);

        Assert.True(ended.Code is ExitCode.Unresolved or ExitCode.BadInput, ended.Out + ended.Error);
        Assert.Contains(crate.Folder, ended.Out + ended.Error, StringComparison.Ordinal);
        ended.HasNoStack();
        crate.IsUntouched();
    }

    private static async Task Appears(string path)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!File.Exists(path))
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
