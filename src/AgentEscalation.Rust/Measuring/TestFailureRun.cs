using AgentEscalation.Rust.Patterns.TestFailures;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Measuring;

/// <summary>Repairs a program that compiles and fails tests of its own, as level 2 does with a crate: small changes, all tests as judge, claimed only
/// when exactly one passes and nothing else that the code could have meant.</summary>
internal sealed class TestFailureRun(TestPrograms programs, SwitchedProgram switched, IRepairGuard? guard)
{
    private const int MostTried = 400;

    /// <param name="Before">How the tests ended before.</param>
    /// <param name="Repaired">The repaired sources; null when nothing is claimed.</param>
    /// <param name="Found">All that the search says; null when the tests passed.</param>
    public sealed record Result(RustCheck Before, RustSources? Repaired, UniqueRepair.Result? Found);

    public async ValueTask<Result> RunAsync(RustSources original, CancellationToken cancellationToken)
    {
        var before = (await programs.RunAsync([CaseSources.Text(original)], cancellationToken).ConfigureAwait(false))[0];
        if (before.Passed || before.Tests.IsEmpty)
        {
            return new(before, null, null);
        }

        var candidates = TestFailureRepairs.Of(original, before.Tests).Where(candidate => original.TryApply(candidate.Candidate.Edits, out var edited) && guard?.Refuse(original, edited) is null);
        var found = await UniqueRepair.FindAsync(
            original, [.. candidates], TestFailureRepairs.RivalsOf(original, before.Tests), PassesAsync, MostTried, cancellationToken).ConfigureAwait(false);
        return new(before, found.Claimed is { } claimed && original.TryApply(claimed.Candidate.Edits, out var repaired) ? repaired : null, found);

        async ValueTask<IReadOnlyList<bool?>> PassesAsync(IReadOnlyList<SizedCandidate> variants, CancellationToken token)
        {
            var checks = (await switched.RunAsync(original, [.. variants.Select(variant => variant.Candidate.Edits)], token).ConfigureAwait(false)).ToArray();
            // What one program cannot hold is built side by side, which takes longer.
            var alone = Enumerable.Range(0, checks.Length).Where(i => checks[i] is null).ToList();
            var sources = alone.Select(i => original.TryApply(variants[i].Candidate.Edits, out var edited) ? CaseSources.Text(edited) : "").ToList();
            foreach (var (i, check) in alone.Zip(sources.Count == 0 ? [] : await programs.RunAsync(sources, token).ConfigureAwait(false)))
            {
                checks[i] = check;
            }

            return [.. checks.Select(check => (bool?)(check is { Passed: true } && check.Tests.Length >= before.Tests.Length))];
        }
    }
}
