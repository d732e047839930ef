using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.TestFailures;

/// <summary>Says whether tests cover a repair: all pass with it, and for each statement that it changed one fails as soon as the statement is made to
/// panic. Runs in a copy of the crate.</summary>
/// <param name="runner">Runs the tools.</param>
/// <param name="tools">Limits of the tools.</param>
/// <param name="folder">The crate; it stays as it is.</param>
/// <param name="scratch">An existing folder outside it.</param>
internal sealed class CoveringTests(ICommandRunner runner, RustToolOptions tools, string folder, string scratch)
{
    // Each costs a build and a run of the tests.
    private const int MostPlaces = 4;
    private const string Mark = "if std::hint::black_box(true) { panic!(\"a test comes by\") } ";

    /// <param name="original">The sources as the user has them.</param>
    /// <param name="repaired">The sources with the repair.</param>
    /// <param name="cancellationToken">Ends the tools.</param>
    public async ValueTask<bool> CoverAsync(RustSources original, RustSources repaired, CancellationToken cancellationToken)
    {
        var places = Changed(original, repaired).ToList();
        if (places.Count is 0 or > MostPlaces)
        {
            return false;
        }

        var crate = Path.Combine(scratch, "crate");
        CrateFolder.Copy(folder, crate);
        var passed = await RunAsync(crate, repaired, cancellationToken).ConfigureAwait(false);
        if (!passed.Passed || passed.TestsPassed == 0)
        {
            return false;
        }

        foreach (var (file, statement) in places)
        {
            if (!repaired.TryApply([new(file, statement.ByteStart, statement.ByteStart, Mark)], out var marked)
                || !(await RunAsync(crate, marked, cancellationToken).ConfigureAwait(false)).FailingTests.Any())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The innermost statements that differ.</summary>
    public static IEnumerable<(string File, RustNode Statement)> Changed(RustSources original, RustSources repaired)
    {
        foreach (var path in repaired.ChangedSince(original))
        {
            if (!original.TryGet(path, out var old) || !repaired.TryGet(path, out var now))
            {
                continue;
            }

            var before = Statements(RustSource.Read(old)).Select(statement => statement.Text).ToHashSet(StringComparer.Ordinal);
            var fresh = Statements(RustSource.Read(now)).Where(statement => !before.Contains(statement.Text)).ToList();
            foreach (var statement in fresh.Where(statement => !fresh.Exists(other => other != statement && other.IsWithin(statement))))
            {
                yield return (path, statement);
            }
        }
    }

    private async ValueTask<RustCheck> RunAsync(string crate, RustSources sources, CancellationToken cancellationToken)
    {
        foreach (var (path, bytes) in sources.Files)
        {
            var file = Path.Combine(crate, path);
            var there = File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false) : [];
            if (!bytes.Span.SequenceEqual(there))
            {
                await File.WriteAllBytesAsync(file, bytes, cancellationToken).ConfigureAwait(false);
            }
        }

        var cargo = new CargoCheck(runner, tools with { TargetFolder = Path.Combine(scratch, "target") });
        return await cargo.RunAsync(crate, CargoVerb.Test, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<RustNode> Statements(RustSource source) => source.Root.SelfAndBelow().Where(node => node.Parent?.Kind == NodeKind.Block && !node.Kind.IsItem());
}
