using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Search;

/// <summary>Compiles sources during a search. Safe to call from as many threads as <see cref="Lanes"/> says.</summary>
public interface ISourceCheck
{
    /// <summary>How many sources can be compiled at once, at least 1.</summary>
    int Lanes { get; }

    /// <summary>Compiles sources.</summary>
    /// <param name="sources">The files.</param>
    /// <param name="cancellationToken">Ends the compiler.</param>
    /// <returns>The result; its diagnostics name files as <paramref name="sources"/> does.</returns>
    ValueTask<RustCheck> CheckAsync(RustSources sources, CancellationToken cancellationToken);
}
