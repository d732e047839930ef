using AgentEscalation.Policies;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Suggestions;

namespace AgentEscalation.Rust.Search;

/// <summary>What the specialist tries without a model, by level: 1 the compiler's suggestions, 2 the repair patterns of one class or
/// those that guidance names, 3 combinations of all patterns over several sites.</summary>
/// <param name="check">Compiles; give one that remembers, since attempts share states.</param>
/// <param name="patterns">All repair patterns.</param>
/// <param name="guard">Refuses what is no repair; null refuses nothing.</param>
/// <param name="limits">Bounds of an attempt at levels 1 and 2; level 3 may compile three times as much. Null for the defaults.</param>
/// <param name="time">Measures the time limit; null for the system's.</param>
/// <param name="tested">Whether tests that will judge cover what a change to a source touches; null: never.</param>
public sealed class RepairLevels(
    ISourceCheck check,
    IReadOnlyList<ICandidates> patterns,
    IRepairGuard? guard = null,
    RepairLimits? limits = null,
    TimeProvider? time = null,
    Func<RustSources, Candidate, bool>? tested = null)
{
    private static readonly CompilerSuggestions Sure = new(machineApplicableOnly: true);
    private static readonly CompilerSuggestions All = new(machineApplicableOnly: false);

    private readonly RepairLimits _limits = limits ?? new();

    /// <summary>How many attempts of a level can differ from one another.</summary>
    /// <param name="level">A level from 1 to 3.</param>
    /// <returns>2 at level 1, else 1.</returns>
    public static int Attempts(Level level) => level == Level.SelfRecovery ? 2 : 1;

    /// <summary>The patterns that a coordinator would name for a class.</summary>
    /// <param name="errorClass">The class of the case.</param>
    /// <returns>Their ids, in order.</returns>
    public IEnumerable<string> PatternsFor(ErrorClass? errorClass) =>
        patterns.Where(p => p.Classes.Count == 0 || errorClass is null || p.Classes.Contains(errorClass.Value)).Select(p => p.Id);

    /// <summary>Makes one attempt.</summary>
    /// <param name="level">1, 2 or 3; others are taken for 3.</param>
    /// <param name="number">Which attempt of the level, from 1.</param>
    /// <param name="original">The sources as the user has them.</param>
    /// <param name="best">The best sources so far; the original when nothing was better.</param>
    /// <param name="patternIds">The patterns to use at level 2; null for those of <paramref name="errorClass"/>.</param>
    /// <param name="errorClass">The class of the case.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The result, whose best sources are never worse than <paramref name="best"/>.</returns>
    public async ValueTask<RepairResult> AttemptAsync(
        Level level,
        int number,
        RustSources original,
        RustSources best,
        IReadOnlyCollection<string>? patternIds,
        ErrorClass? errorClass,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(best);
        var (sources, bounds) = (level, number) switch
        {
            (Level.SelfRecovery, <= 1) => ([Sure], _limits with { Onward = true }),
            (Level.SelfRecovery, _) => ((ICandidates[])[All], _limits),
            (Level.PeerConsultation, _) => ([.. Named(patternIds ?? [.. PatternsFor(errorClass)]), All], _limits),
            _ => ([.. patterns, All], _limits with { Compiles = 3 * _limits.Compiles, Sideways = _limits.Sideways + 1 }),
        };
        var search = new RepairSearch(check, guard, bounds, time, tested);
        var further = await search.RunAsync(best, original, sources, cancellationToken).ConfigureAwait(false);
        if (further.Passed || best.ContentHash == original.ContentHash)
        {
            return further;
        }

        // What looked like progress may have led astray.
        var anew = await search.RunAsync(original, original, sources, cancellationToken).ConfigureAwait(false);
        var better = anew.Check.Rank < further.Check.Rank ? anew : further;
        return better with
        {
            Compiles = anew.Compiles + further.Compiles,
            Refused = [.. further.Refused, .. anew.Refused],
            Tried = [.. further.Tried, .. anew.Tried],
            Options = better.Passed ? [] : [.. anew.Options, .. further.Options],
        };
    }

    private IEnumerable<ICandidates> Named(IReadOnlyCollection<string> ids) => patterns.Where(p => ids.Contains(p.Id));
}
