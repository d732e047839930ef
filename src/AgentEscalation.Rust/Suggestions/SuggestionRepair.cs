using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Suggestions;

/// <summary>Level 1: the compiler's own suggestions and nothing else, in two attempts.</summary>
/// <param name="check">Compiles; give one that remembers, since the attempts share states.</param>
/// <param name="guard">Refuses what is no repair; null refuses nothing.</param>
/// <param name="limits">Bounds of an attempt; null for the defaults.</param>
/// <param name="time">Measures the time limit; null for the system's.</param>
public sealed class SuggestionRepair(
    ISourceCheck check, IRepairGuard? guard = null, RepairLimits? limits = null, TimeProvider? time = null)
{
    private static readonly ICandidates[] Sure = [new CompilerSuggestions(machineApplicableOnly: true)];
    private static readonly ICandidates[] All = [new CompilerSuggestions(machineApplicableOnly: false)];

    private readonly RepairSearch _search = new(check, guard, limits, time);

    /// <summary>Attempt 1: what the compiler is sure of, for all errors, again and again while it helps.</summary>
    /// <param name="original">The failing sources.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The result.</returns>
    public ValueTask<RepairResult> ApplySureAsync(RustSources original, CancellationToken cancellationToken) =>
        _search.RunAsync(original, original, Sure, cancellationToken);

    /// <summary>Attempt 2: a search over everything the compiler suggests. It goes on from the first attempt's best; where that leads
    /// nowhere it begins again with the original.</summary>
    /// <param name="original">The failing sources.</param>
    /// <param name="best">The first attempt's best sources; the original when it was no help.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The result.</returns>
    public async ValueTask<RepairResult> SearchAsync(RustSources original, RustSources best, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(best);
        var further = await _search.RunAsync(best, original, All, cancellationToken).ConfigureAwait(false);
        if (further.Passed || best.ContentHash == original.ContentHash)
        {
            return further;
        }

        var anew = await _search.RunAsync(original, original, All, cancellationToken).ConfigureAwait(false);
        return anew.Check.Rank < further.Check.Rank
            ? anew with { Compiles = anew.Compiles + further.Compiles }
            : further with { Compiles = anew.Compiles + further.Compiles };
    }
}
