using System.Collections.Concurrent;
using AgentEscalation.Rust.Search;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Verifiers;

/// <summary>Compiles a crate or workspace during a search, each lane in a copy of the folder with a warm target folder of its own. A lane
/// comes into being when it is first needed; the folder that is copied stays as it is.</summary>
public sealed class CrateSources : ISourceCheck, IDisposable
{
    private readonly string _folder;
    private readonly string _scratch;
    private readonly CargoVerb _verb;
    private readonly ICommandRunner _runner;
    private readonly RustToolOptions _options;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<Lane> _lanes = [];
    private int _made;

    /// <summary>Compiles copies of a folder.</summary>
    /// <param name="folder">The folder with the manifest.</param>
    /// <param name="scratch">An existing folder outside it that belongs to this object; the caller deletes it afterwards.</param>
    /// <param name="verb">What the compiles stand for; tests are compiled, never run.</param>
    /// <param name="runner">Runs the commands.</param>
    /// <param name="options">Limits; the target folder is set for each lane.</param>
    /// <param name="lanes">How many compile at once; 1 to 64.</param>
    public CrateSources(
        string folder, string scratch, CargoVerb verb, ICommandRunner runner, RustToolOptions? options = null, int lanes = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, 64);
        (_folder, _scratch, _verb, _runner) = (Path.GetFullPath(folder), Path.GetFullPath(scratch), verb, runner);
        (_options, Lanes, _free) = (options ?? new(), lanes, new SemaphoreSlim(lanes));
    }

    /// <inheritdoc/>
    public int Lanes { get; }

    /// <summary>Reads the sources of a folder that repairs may touch.</summary>
    /// <param name="folder">The folder with the manifest.</param>
    /// <param name="judges">Whether files that judge the code (tests, benchmarks, build scripts) are read too.</param>
    /// <param name="maxFileBytes">Larger files are left out: they were generated, and repairing them would not last.</param>
    /// <returns>The sources, by path from the folder.</returns>
    public static RustSources Read(string folder, bool judges = false, int maxFileBytes = 2 * 1024 * 1024)
    {
        var sources = RustSources.Empty;
        foreach (var (path, full) in CrateFolder.Files(folder))
        {
            if (path.EndsWith(".rs", StringComparison.Ordinal) && (judges || !CrateFolder.IsVerifiersInput(path)) && new FileInfo(full).Length <= maxFileBytes)
            {
                sources = sources.With(path, File.ReadAllBytes(full));
            }
        }

        return sources;
    }

    /// <inheritdoc/>
    public async ValueTask<RustCheck> CheckAsync(RustSources sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        Lane? lane = null;
        try
        {
            lane = _lanes.TryTake(out var idle) ? idle : new Lane(_folder, Path.Combine(_scratch, $"lane{Interlocked.Increment(ref _made)}"));
            lane.Write(sources);
            var cargo = new CargoCheck(_runner, _options with { TargetFolder = lane.Target });
            return await cargo.CompileAsync(lane.Folder, _verb, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (lane is not null)
            {
                _lanes.Add(lane);
            }

            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private sealed class Lane
    {
        private RustSources _written;

        public Lane(string origin, string folder)
        {
            (Folder, Target) = (Path.Combine(folder, "crate"), Path.Combine(folder, "target"));
            CrateFolder.Copy(origin, Folder);
            _written = Read(Folder, judges: true);
        }

        public string Folder { get; }

        public string Target { get; }

        // Only what differs: an untouched file keeps its time, so cargo keeps what it built from it.
        public void Write(RustSources sources)
        {
            foreach (var path in sources.ChangedSince(_written))
            {
                // Files that the sources leave out stay as copied.
                if (sources.TryGet(path, out var bytes))
                {
                    File.WriteAllBytes(Path.Combine(Folder, path), bytes.Span);
                    _written = _written.With(path, bytes);
                }
            }
        }
    }
}
