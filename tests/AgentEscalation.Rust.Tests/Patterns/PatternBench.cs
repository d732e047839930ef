using System.Text;
using AgentEscalation.Rust.Patterns;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Patterns;

/// <summary>Compiles a failing program with the real compiler and lets one pattern repair it.</summary>
internal static class PatternBench
{
    /// <summary>The first candidate, best promise first, that the compiler accepts; null when there is none.</summary>
    public static async Task<(string Text, Candidate Candidate)?> RepairAsync(string pattern, string source, string edition = "2021")
    {
        var (check, candidates) = await ProposeAsync(pattern, source, edition);
        using var _ = check;
        foreach (var candidate in candidates)
        {
            if (Sources(source).TryApply(candidate.Edits, out var edited) && (await check.CheckAsync(edited, TestContext.Current.CancellationToken)).Passed)
            {
                edited.TryGet(SingleFileSources.FileName, out var bytes);
                return (Encoding.UTF8.GetString(bytes.Span), candidate);
            }
        }
        return null;
    }

    public static async Task<(SingleFileSources Check, List<Candidate> Candidates)> ProposeAsync(string pattern, string source, string edition = "2021")
    {
        var runner = new ProcessCommandRunner();
        var folder = Directory.CreateTempSubdirectory("pattern-").FullName;
        var check = new SingleFileSources(new RustcCheck(runner, edition, "lib"), folder, lanes: 1);
        var failed = await check.CheckAsync(Sources(source), TestContext.Current.CancellationToken);
        Assert.SkipWhen(failed.Kind == RustCheckKind.Unverifiable, "rustc is not there");
        Assert.Equal(RustCheckKind.Failed, failed.Kind);
        var state = new RepairState(Sources(source), failed.Diagnostics);
        return (check, [.. RepairPatterns.All.Single(entry => entry.Id == pattern).Propose(state).OrderByDescending(candidate => candidate.Promise)]);
    }

    private static RustSources Sources(string source) => RustSources.Empty.With(SingleFileSources.FileName, source);
}
