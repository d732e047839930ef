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
    private const int MostTried = 150;

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
        var result = await UniqueRepair.FindAsync(
            now, TestFailureRepairs.Of(Readable(crate), before.Tests), PassesAsync, MostTried, cancellationToken).ConfigureAwait(false);
        if (result.Complete && !cancellationToken.IsCancellationRequested)
        {
            if (_known.Count >= MostRemembered)
            {
                _known.Clear();
            }

            _known[now.ContentHash] = result;
        }

        return result;

        async ValueTask<bool> PassesAsync(RustSources edited, CancellationToken token)
        {
            if (guard?.Refuse(original, edited) is not null)
            {
                return false;
            }

            foreach (var path in edited.ChangedSince(written))
            {
                if (edited.TryGet(path, out var bytes))
                {
                    await File.WriteAllBytesAsync(Path.Combine(crate, path), bytes, token).ConfigureAwait(false);
                }
            }

            written = edited;
            var check = await cargo.RunAsync(crate, CargoVerb.Test, token).ConfigureAwait(false);
            return check.Passed && check.Tests.Length >= before.Tests.Length;
        }
    }

    // The tests say which functions are under suspicion, so they are read, though never edited.
    private static RustSources Readable(string folder) => CrateSources.Read(folder, judges: true);
}
