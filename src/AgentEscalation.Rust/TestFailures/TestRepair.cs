using System.Collections.Concurrent;
using AgentEscalation.Rust.Patterns.TestFailures;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.TestFailures;

/// <summary>Looks for the one small slip that makes tests fail, with all tests as the judge, in a copy of the crate. Remembers what it
/// found, since the specialist asks first and the options for the user ask again. Thread-safe.</summary>
internal sealed class TestRepair
{
    /// <summary>The id under which a coordinator names it, like a pattern's.</summary>
    public const string Id = "inverse-mutation";

    // A few cases at most stand between an attempt and its options.
    private const int MostRemembered = 64;
    private const int MostTried = 400;
    private const int MostAlone = 150;

    private readonly ConcurrentDictionary<string, UniqueRepair.Result> _known = new(StringComparer.Ordinal);

    /// <summary>Searches.</summary>
    /// <param name="options">What the specialist works with.</param>
    /// <param name="folder">The crate; it stays as it is.</param>
    /// <param name="scratch">An existing folder outside it.</param>
    /// <param name="original">The sources as the user has them.</param>
    /// <param name="now">The sources in the folder.</param>
    /// <param name="tools">Limits of the tools.</param>
    /// <param name="cancellationToken">Ends the search; nothing is claimed then.</param>
    /// <returns>What passed; null when the tests do not fail by themselves.</returns>
    public async ValueTask<UniqueRepair.Result?> FindAsync(
        RustSpecialistOptions options,
        string folder,
        string scratch,
        RustSources original,
        RustSources now,
        RustToolOptions tools,
        CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(now.ContentHash, out var known))
        {
            return known;
        }

        var crate = Path.Combine(scratch, "crate");
        CrateFolder.Copy(folder, crate);
        var cargo = new CargoCheck(options.Runner, tools with { TargetFolder = Path.Combine(scratch, "target") });
        var before = await cargo.RunAsync(crate, CargoVerb.Test, cancellationToken).ConfigureAwait(false);
        if (before.Class != Diagnostics.ErrorClass.TestFailure || before.TimedOut)
        {
            return null;
        }

        var guard = options.Guard(false);
        var written = now;
        var alone = 0;
        var readable = Readable(crate);
        var switched = new SwitchedCrate(options.Runner, tools with { TargetFolder = Path.Combine(scratch, "target") }, crate, before);
        var candidates = TestFailureRepairs.Of(readable, before.Tests)
            .Where(candidate => now.TryApply(candidate.Candidate.Edits, out var edited) && guard?.Refuse(original, edited) is null);
        var result = await UniqueRepair.FindAsync(
            now, [.. candidates], TestFailureRepairs.RivalsOf(readable, before.Tests), PassesAsync, MostTried, cancellationToken).ConfigureAwait(false);
        if (result.Complete && !cancellationToken.IsCancellationRequested)
        {
            if (_known.Count >= MostRemembered)
            {
                _known.Clear();
            }

            _known[now.ContentHash] = result;
        }

        return result;

        async ValueTask<IReadOnlyList<bool?>> PassesAsync(IReadOnlyList<SizedCandidate> variants, CancellationToken token)
        {
            var results = await switched.RunAsync(now, [.. variants.Select(variant => variant.Candidate.Edits)], WriteAsync, token).ConfigureAwait(false);
            for (var i = 0; i < results.Length; i++)
            {
                // What cannot be sorted out costs a build each, so there are limits to it.
                if (results[i] != false && (results[i] is not null || alone++ < MostAlone))
                {
                    results[i] = now.TryApply(variants[i].Candidate.Edits, out var edited) && await PassAsync(edited, token).ConfigureAwait(false);
                }
            }

            return results;
        }

        async ValueTask<bool> PassAsync(RustSources edited, CancellationToken token)
        {
            await WriteAsync(edited, token).ConfigureAwait(false);
            var check = await cargo.RunAsync(crate, CargoVerb.Test, token).ConfigureAwait(false);
            return check.Passed && check.Tests.Length >= before.Tests.Length;
        }

        async ValueTask WriteAsync(RustSources edited, CancellationToken token)
        {
            foreach (var path in edited.ChangedSince(written))
            {
                if (edited.TryGet(path, out var bytes))
                {
                    await File.WriteAllBytesAsync(Path.Combine(crate, path), bytes, token).ConfigureAwait(false);
                }
            }

            written = edited;
        }
    }

    // The tests say which functions are under suspicion, so they are read, though never edited.
    private static RustSources Readable(string folder) => CrateSources.Read(folder, judges: true);
}
