using System.Collections.Immutable;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Measuring;
using AgentEscalation.Rust.Search;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Measuring;

public sealed class SwitchedProgramTests
{
    private const string Program = """
        pub const fn twice(x: u32) -> u32 { x * 2 }
        pub fn down(mut n: u32) -> u32 { let mut steps = 0; while n > 0 { n -= 2; steps += 1; } steps }
        pub fn depth(n: u32) -> u32 { if n == 9 { 0 } else { 1 + depth(n - 1) } }
        #[cfg(test)] mod tests {
            #[test] fn downs() { assert_eq!(super::down(4), 4); assert_eq!(super::twice(2), 4); }
            #[test] fn depths() { assert_eq!(super::depth(12), 3); }
        }

        """;

    [Theory]
    [InlineData("")]
    // A program with a state of its own runs anew for each variant.
    [InlineData("pub static COUNT: u32 = 0;\n")]
    public async Task Each_variant_gets_what_its_own_program_would(string more)
    {
        using var folder = new ScratchFolder();
        (string From, string To)[] variants =
        [
            ("n -= 2", "n -= 1"), ("n -= 2", "n -= 0"), ("n -= 2", "n -= 3"), ("n -= 2", "n -= \"2\""), ("depth(n - 1)", "depth(n + 0)"), ("steps += 1", "steps += 2"),
            ("while n > 0", "let m = n; while m > n"), ("x * 2", "x + 2"),
        ];
        var text = more + Program;
        var checks = await new SwitchedProgram(new ProcessCommandRunner(), "2021", folder.Path, TimeSpan.FromSeconds(30)).RunAsync(
            RustSources.Empty.With("main.rs", text), [.. variants.Select(v => Edit(text, v.From, v.To))], TestContext.Current.CancellationToken);

        // What is constant cannot pick and is left to be built alone; what never ends has a number of steps.
        Assert.Equal([true, false, false, false, false, true, false, null], checks.Select(check => check?.Passed));
        Assert.All(checks, check => Assert.False(check?.TimedOut ?? false));
    }

    private static ImmutableArray<TextEdit> Edit(string text, string from, string to) =>
        text.IndexOf(from, StringComparison.Ordinal) is var at && at >= 0 ? [new("main.rs", at, at + from.Length, to)] : throw new ArgumentException(from);
}
