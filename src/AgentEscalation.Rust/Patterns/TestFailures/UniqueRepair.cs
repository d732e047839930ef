using System.Collections.Immutable;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Patterns.TestFailures;

/// <summary>
/// Judges small changes by the tests. A change is claimed only when, of the smallest size at which any passes, it is the only one that
/// does, and all of that size were tried; several that pass are options for the user.
/// </summary>
internal static class UniqueRepair
{
    /// <param name="Claimed">The one change that passes, or null.</param>
    /// <param name="Passing">All changes of its size that pass.</param>
    /// <param name="Tried">Changes tested.</param>
    /// <param name="Complete">Whether all changes of the sizes looked at were tried.</param>
    public sealed record Result(SizedCandidate? Claimed, ImmutableArray<SizedCandidate> Passing, int Tried, bool Complete);

    /// <param name="sources">The failing sources.</param>
    /// <param name="candidates">Changes, the smallest first.</param>
    /// <param name="passes">Builds sources and runs all tests; says whether all pass. Is called for one change at a time.</param>
    /// <param name="most">The most changes tested.</param>
    /// <param name="cancellationToken">Ends the search: nothing is claimed then.</param>
    public static async ValueTask<Result> FindAsync(
        RustSources sources,
        IReadOnlyList<SizedCandidate> candidates,
        Func<RustSources, CancellationToken, ValueTask<bool>> passes,
        int most,
        CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { sources.ContentHash };
        var tried = 0;
        foreach (var size in candidates.GroupBy(candidate => candidate.Size).OrderBy(group => group.Key))
        {
            var passing = ImmutableArray.CreateBuilder<SizedCandidate>();
            foreach (var candidate in size)
            {
                if (!sources.TryApply(candidate.Candidate.Edits, out var edited) || !seen.Add(edited.ContentHash))
                {
                    continue;
                }
                if (tried >= most || cancellationToken.IsCancellationRequested)
                {
                    return new Result(null, passing.ToImmutable(), tried, Complete: false);
                }
                tried++;
                if (await passes(edited, cancellationToken).ConfigureAwait(false))
                {
                    passing.Add(candidate);
                }
            }
            if (passing.Count > 0)
            {
                return new Result(passing.Count == 1 ? passing[0] : null, passing.ToImmutable(), tried, Complete: true);
            }
        }
        return new Result(null, [], tried, Complete: true);
    }
}
