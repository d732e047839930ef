using System.Collections.Concurrent;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Verifiers;

/// <summary>Compiles one-file programs during a search, each lane in a folder of its own.</summary>
public sealed class SingleFileSources : ISourceCheck, IDisposable
{
    /// <summary>The name of the one file.</summary>
    public const string FileName = "main.rs";

    private readonly RustcCheck _rustc;
    private readonly ConcurrentBag<string> _folders = [];
    private readonly SemaphoreSlim _free;

    /// <summary>Compiles below a folder.</summary>
    /// <param name="rustc">The compiler with edition and crate type.</param>
    /// <param name="folder">An existing folder that belongs to this object; the caller deletes it afterwards.</param>
    /// <param name="lanes">How many compile at once; 1 to 64.</param>
    public SingleFileSources(RustcCheck rustc, string folder, int lanes = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, 64);
        (_rustc, Lanes, _free) = (rustc, lanes, new SemaphoreSlim(lanes));
        for (var lane = 0; lane < lanes; lane++)
        {
            _folders.Add(Directory.CreateDirectory(Path.Combine(folder, $"lane{lane}")).FullName);
        }
    }

    /// <inheritdoc/>
    public int Lanes { get; }

    /// <inheritdoc/>
    public async ValueTask<RustCheck> CheckAsync(RustSources sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (!sources.TryGet(FileName, out var bytes))
        {
            return RustCheck.Unverifiable($"The sources have no file '{FileName}'.");
        }

        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        _folders.TryTake(out var folder);
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder!, FileName), bytes, cancellationToken).ConfigureAwait(false);
            return await _rustc.RunAsync(folder!, FileName, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _folders.Add(folder!);
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
