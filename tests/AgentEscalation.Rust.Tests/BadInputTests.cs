using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Rust.Tests;

/// <summary>Crates that cannot be repaired, with the real cargo: each ends with the reason, within its time, and nothing is touched.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_build_that_takes_longer_than_the_deadline_is_ended_with_it()
    {
        using var folder = new ScratchFolder().Crate("pub fn f() -> u32 { missing }\n");
        folder.Write("build.rs", "fn main() { std::thread::sleep(std::time::Duration::from_secs(600)); }\n");
        var run = await RunAsync(folder, TimeSpan.FromSeconds(6));
        Assert.NotNull(run.Ticket);
        Assert.Contains("Stopped", Told(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_no_text_is_told_and_left()
    {
        using var folder = new ScratchFolder().Crate("mod odd;\npub fn f() -> u32 { odd::g() }\n");
        byte[] odd = [.. "pub fn g() -> u32 { 1 } // "u8, 0xFF, 0xFE, 0x0A];
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "src", "odd.rs"), odd, Token);
        var run = await RunAsync(folder);
        Assert.False(run.IsVerified);
        Assert.Contains("UTF-8", Told(run), StringComparison.Ordinal);
        Assert.Equal(odd, await File.ReadAllBytesAsync(Path.Combine(folder.Path, "src", "odd.rs"), Token));
    }

    [Fact]
    public async Task An_error_in_a_generated_file_of_5_MB_goes_up_as_it_is()
    {
        using var folder = new ScratchFolder().Crate("mod generated;\npub use generated::last;\n");
        var text = new StringBuilder();
        while (text.Length < 5 << 20)
        {
            text.Append("// generated, and longer than anybody reads: ").Append('x', 80).Append('\n');
        }

        text.Append("pub fn last(s: String) -> usize { let n = s; s.len() + n.len() }\n");
        folder.Write("src/generated.rs", text.ToString());
        var run = await RunAsync(folder);
        Assert.False(run.IsVerified);
        Assert.Contains("E0382", Told(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_procedural_macro_that_fails_goes_up_with_what_it_says()
    {
        using var folder = new ScratchFolder().Crate("#[derive(made::Made)]\npub struct S;\n");
        folder.Write("Cargo.toml", "[package]\nname = \"scratch\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nmade = { path = \"made\" }\n[workspace]\nmembers = [\"made\"]\n");
        folder.Write("made/Cargo.toml", "[package]\nname = \"made\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[lib]\nproc-macro = true\n");
        folder.Write("made/src/lib.rs", "use proc_macro::TokenStream;\n#[proc_macro_derive(Made)]\npub fn made(_: TokenStream) -> TokenStream { panic!(\"the schema is not there\") }\n");
        var run = await RunAsync(folder);
        Assert.False(run.IsVerified);
        Assert.Contains("the schema is not there", Told(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dependency_outside_the_workspace_is_never_edited()
    {
        const string Broken = "pub fn g(s: String) -> usize { let n = s; s.len() + n.len() }\n";
        using var outside = new ScratchFolder().Crate(Broken);
        using var folder = new ScratchFolder().Crate("pub fn f() -> usize { scratch_dep::g(String::new()) }\n");
        outside.Write("Cargo.toml", "[package]\nname = \"scratch-dep\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        folder.Write("Cargo.toml", $"[package]\nname = \"scratch\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nscratch-dep = {{ path = \"{outside.Path.Replace('\\', '/')}\" }}\n");
        var run = await RunAsync(folder);
        Assert.False(run.IsVerified);
        Assert.Contains("E0382", Told(run), StringComparison.Ordinal);
        Assert.Equal(Broken, await File.ReadAllTextAsync(Path.Combine(outside.Path, "src", "lib.rs"), Token));
    }

    [Fact]
    public async Task An_edition_that_the_toolchain_does_not_know_is_told()
    {
        using var folder = new ScratchFolder().Crate("pub fn f() {}\n");
        folder.Write("Cargo.toml", "[package]\nname = \"scratch\"\nversion = \"0.1.0\"\nedition = \"2099\"\n");
        var run = await RunAsync(folder);
        Assert.False(run.IsVerified);
        Assert.Contains("edition", Told(run), StringComparison.Ordinal);
    }

    private static async Task<RunResult> RunAsync(ScratchFolder folder, TimeSpan? deadline = null)
    {
        var router = EscalationRouter.Create(static o => o.Catalog(Agents.AgentCatalog.BuiltIn).UseRust());
        var task = AgentTask.Verify("rust-pro", "make it compile", folder.Path);
        var before = Contents(folder);
        var run = await router.RunAsync(deadline is null ? task : task with { Deadline = deadline }, Token);
        Assert.Equal(before, Contents(folder));
        return run;
    }

    private static List<string> Contents(ScratchFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {new FileInfo(file).Length}")];

    /// <summary>All that the user is told.</summary>
    private static string Told(RunResult run) => string.Join('\n', run.Events.IsEmpty ? [run.Detail ?? ""] :
    [
        run.Detail ?? "", run.Outcome?.ToString() ?? "", CaseReport.Of([.. run.Events], Level.UserDecision).Error.Value ?? "",
        .. run.Events.OfType<AttemptEnded>().Select(ended => ended.Notes.Value ?? ""),
    ]);
}
