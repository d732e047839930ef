using System.Text;
using AgentEscalation.Policies;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Search;

/// <summary>Level 1 against the real compiler.</summary>
public sealed class RepairLevelsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attempt_1_makes_every_sure_change_also_those_that_show_up_later()
    {
        // The missing mut shows only when the moved value is mended.
        var result = await AttemptAsync(1, "fn f(s: String) {}\nfn main() { let s = String::new(); f(s); f(s); let x = 1; x += 1; let _ = x; }\n");
        Assert.True(result.Passed);
        Assert.Contains("f(s.clone()); f(s);", Text(result), StringComparison.Ordinal);
        Assert.Contains("let mut x = 1", Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempt_1_leaves_what_the_compiler_is_not_sure_of_to_attempt_2()
    {
        const string Source = "fn main() { let m: HashMap<u8, u8> = HashMap::new(); println!(\"{}\", m.len()); }\n";
        Assert.False((await AttemptAsync(1, Source)).Passed);
        var result = await AttemptAsync(2, Source);
        Assert.True(result.Passed);
        Assert.Contains("use std::collections::HashMap;", Text(result), StringComparison.Ordinal);
        Assert.Single(result.Applied);
    }

    [Fact]
    public async Task Among_alternatives_the_one_that_compiles_is_found()
    {
        // std::fmt::Write is proposed too, and is the wrong one.
        var result = await AttemptAsync(2, "fn f(w: &mut dyn Write) { w.write_all(b\"x\").unwrap(); }\nfn main() { f(&mut Vec::new()) }\n");
        Assert.True(result.Passed);
        Assert.Contains("use std::io::Write;", Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_suggestion_mends_stays_as_it_is()
    {
        const string Source = "fn main() { let x: String = frobnicate(1); }\n";
        var result = await AttemptAsync(1, Source);
        Assert.False(result.Passed);
        Assert.Equal(Source, Text(result));
    }

    private static async Task<RepairResult> AttemptAsync(int number, string source)
    {
        using var folder = new ScratchFolder();
        using var files = new SingleFileSources(new RustcCheck(new ProcessCommandRunner()), folder.Path);
        var original = RustSources.Empty.With(SingleFileSources.FileName, source);
        return await new RepairLevels(new RememberedCheck(files), []).AttemptAsync(Level.SelfRecovery, number, original, original, null, null, Token);
    }

    private static string Text(RepairResult result) => Encoding.UTF8.GetString(result.Sources.Files.Single().Value.Span);
}
