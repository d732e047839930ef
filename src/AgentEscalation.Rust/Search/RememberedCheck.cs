using System.Collections.Concurrent;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Search;

/// <summary>Compiles equal sources once and counts what was compiled. Safe for concurrent use.</summary>
/// <param name="inner">Compiles.</param>
public sealed class RememberedCheck(ISourceCheck inner) : ISourceCheck
{
    private readonly ConcurrentDictionary<string, RustCheck> _known = new(StringComparer.Ordinal);
    private int _compiles;

    /// <inheritdoc/>
    public int Lanes => inner.Lanes;

    /// <summary>How many sources were compiled, repeats not counted.</summary>
    public int Compiles => Volatile.Read(ref _compiles);

    /// <inheritdoc/>
    public async ValueTask<RustCheck> CheckAsync(RustSources sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (_known.TryGetValue(sources.ContentHash, out var known))
        {
            return known;
        }

        Interlocked.Increment(ref _compiles);
        var check = await inner.CheckAsync(sources, cancellationToken).ConfigureAwait(false);
        // What could not be judged or ran out of time may go better the next time.
        return check.Kind == RustCheckKind.Unverifiable || check.TimedOut ? check : _known.GetOrAdd(sources.ContentHash, check);
    }
}
