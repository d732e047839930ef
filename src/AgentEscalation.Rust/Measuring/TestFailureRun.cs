using AgentEscalation.Rust.Patterns.TestFailures;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Measuring;

/// <summary>Repairs a program that compiles and fails tests of its own, as level 2 does with a crate: small changes, all tests as judge, claimed only
/// when exactly one smallest change passes.</summary>
internal sealed class TestFailureRun(TestPrograms programs, IRepairGuard? guard)
{
    private const int MostTried = 150;
    private const int Together = 40;

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

        var candidates = TestFailureRepairs.Of(original, before.Tests);
        var waiting = candidates.Select(candidate => original.TryApply(candidate.Candidate.Edits, out var edited) ? edited : null).OfType<RustSources>()
            .DistinctBy(sources => sources.ContentHash, StringComparer.Ordinal).Where(sources => guard?.Refuse(original, sources) is null).Take(MostTried).ToList();
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        var found = await UniqueRepair.FindAsync(original, candidates, PassesAsync, MostTried, cancellationToken).ConfigureAwait(false);
        return new(before, found.Claimed is { } claimed && original.TryApply(claimed.Candidate.Edits, out var repaired) ? repaired : null, found);

        async ValueTask<bool> PassesAsync(RustSources edited, CancellationToken token)
        {
            var at = waiting.FindIndex(sources => sources.ContentHash == edited.ContentHash);
            if (at < 0)
            {
                return false;
            }

            if (!known.ContainsKey(edited.ContentHash))
            {
                var batch = waiting.Skip(at).Take(Together).ToList();
                var checks = await programs.RunAsync([.. batch.Select(CaseSources.Text)], token).ConfigureAwait(false);
                foreach (var (sources, check) in batch.Zip(checks))
                {
                    known[sources.ContentHash] = check.Passed && check.Tests.Length >= before.Tests.Length;
                }
            }

            return known[edited.ContentHash];
        }
    }
}
