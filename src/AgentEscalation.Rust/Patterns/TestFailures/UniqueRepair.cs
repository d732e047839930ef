using System.Collections.Immutable;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.TestFailures;

/// <summary>
/// Judges small changes by the tests. A change is claimed only when all tests pass with it, and with no other change that means something else: neither
/// another small one, nor any of the far more that the code could have meant (<see cref="Rivals"/>). Several that pass are options for the user.
/// </summary>
internal static class UniqueRepair
{
    // One build serves so many; after each batch a rival that passes ends the search.
    private const int Together = 300;

    /// <param name="Claimed">The one change that passes, or null.</param>
    /// <param name="Passing">The changes that pass, the smallest first, one of each meaning.</param>
    /// <param name="Tried">Changes tested.</param>
    /// <param name="Complete">Whether all small changes were tried, and when one is claimed its rivals too.</param>
    public sealed record Result(SizedCandidate? Claimed, ImmutableArray<SizedCandidate> Passing, int Tried, bool Complete);

    /// <param name="sources">The failing sources.</param>
    /// <param name="candidates">The changes that may be claimed, the smallest first.</param>
    /// <param name="rivals">Changes that only say whether the tests know what is meant.</param>
    /// <param name="passes">Says which of several changes build and pass all tests; null where that could not be told, and then nothing is claimed.</param>
    /// <param name="most">The most changes that may be claimed; when there are more, nothing is.</param>
    /// <param name="cancellationToken">Ends the search: nothing is claimed then.</param>
    public static async ValueTask<Result> FindAsync(
        RustSources sources,
        IReadOnlyList<SizedCandidate> candidates,
        IReadOnlyList<SizedCandidate> rivals,
        Func<IReadOnlyList<SizedCandidate>, CancellationToken, ValueTask<IReadOnlyList<bool?>>> passes,
        int most,
        CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var complete = true;
        var own = Fresh(candidates);
        var passing = await PassingAsync([.. own.Take(most)]).ConfigureAwait(false);
        var tried = Math.Min(own.Count, most);
        complete &= own.Count <= most;
        if (passing.Count != 1 || !complete)
        {
            return new(null, [.. passing], tried, complete);
        }

        var claimed = passing[0];
        foreach (var batch in Fresh(rivals).Chunk(Together))
        {
            tried += batch.Length;
            passing.AddRange(await PassingAsync(batch).ConfigureAwait(false));
            if (passing.Count > 1 || !complete)
            {
                return new(null, [.. passing], tried, complete);
            }
        }

        return new(claimed, [claimed], tried, Complete: true);

        // Of changes that mean the same the one that leaves the least to read is tried.
        List<SizedCandidate> Fresh(IReadOnlyList<SizedCandidate> all) =>
        [
            .. all.Select(candidate => (Candidate: candidate, Edited: sources.TryApply(candidate.Candidate.Edits, out var edited) ? edited : null)).Where(pair => pair.Edited is not null)
                .GroupBy(pair => Meant(pair.Candidate, pair.Edited!), StringComparer.Ordinal).Where(group => seen.Add(group.Key))
                .Select(group => group.OrderBy(pair => pair.Candidate.Size).ThenBy(pair => Length(pair.Edited!)).First().Candidate),
        ];

        static string Meant(SizedCandidate candidate, RustSources edited) => string.Join(
            '\n',
            candidate.Candidate.Edits.Select(edit => edit.File).Distinct(StringComparer.Ordinal)
                .Select(path => edited.TryGet(path, out var bytes) ? path + Meaning.Of(RustSource.Read(bytes).Root) : path));

        static int Length(RustSources edited) => edited.Files.Sum(file => file.Value.Length);

        async ValueTask<List<SizedCandidate>> PassingAsync(IReadOnlyList<SizedCandidate> some)
        {
            var results = some.Count == 0 || cancellationToken.IsCancellationRequested ? [] : await passes(some, cancellationToken).ConfigureAwait(false);
            complete &= results.Count == some.Count && !results.Contains(null);
            return [.. some.Zip(results).Where(pair => pair.Second == true).Select(pair => pair.First)];
        }
    }
}
