using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.TestFailures;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.TestFailures;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>Repairs Rust without a model: at level 1 with the compiler's own suggestions, at level 2 with the patterns that the guidance's
/// steps of kind <see cref="PatternStep"/> name, at level 3 with combinations of patterns, and after a decision with the steps that were
/// chosen. Each candidate is compiled; what is left in the copy compiles, or is nearer to it than before. Thread-safe.</summary>
/// <param name="options">How; null for the defaults.</param>
public sealed class RustSpecialist(RustSpecialistOptions? options = null) : ISpecialist
{
    /// <summary>Kind of a step that names a repair pattern in its argument <see cref="PatternId"/>.</summary>
    public const string PatternStep = "pattern";

    /// <summary>The argument of a pattern step: the pattern's id.</summary>
    public const string PatternId = "id";

    /// <summary>Kind of a step that replaces a range: arguments <c>file</c>, <c>start</c>, <c>end</c> in bytes, and <c>text</c>. All such steps of
    /// one guidance are made together, on the sources as they were when the guidance was given.</summary>
    public const string ReplaceStep = "replace";

    // What is left for the verifier, which has to build once more, and may run tests.
    private const double ShareOfTime = 0.6;

    // Of what the search left.
    private const double ShareOfRest = 0.4;

    private readonly RustSpecialistOptions _options = options ?? new();

    /// <inheritdoc/>
    public async ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Workspace is not { } copy || !File.Exists(Path.Combine(copy.Folder, "Cargo.toml")))
        {
            return new() { GaveUp = true };
        }

        var mayEditTests = !attempt.Task.MayEdit.IsDefaultOrEmpty;
        var guidance = attempt.Guidance;
        if (ReplaceSteps.Of(guidance) is { Length: > 0 } edits)
        {
            // Whether a test may be edited is the copy's to say: it refuses what belongs to the verifier.
            var all = CrateSources.Read(copy.Folder, judges: true);
            return new() { GaveUp = !all.TryApply(edits, out var edited) || !Apply(copy, all, edited) };
        }

        var now = CrateSources.Read(copy.Folder, judges: mayEditTests);
        if (attempt.Level > Level.SelfRecovery && ErrorClasses.FromSlug(attempt.Last?.Class) == ErrorClass.TestFailure)
        {
            return await RepairTestAsync(attempt, copy, now, cancellationToken).ConfigureAwait(false);
        }

        var verb = Verb(attempt.Task);
        using var crate = new CrateSources(
            copy.Folder, copy.CacheFolder("search"), verb, _options.Runner, RustWorkplace.Bound(_options.Tools, attempt.TimeLeft), _options.Lanes);
        var original = RustWorkplace.Original(copy, now);
        var levels = new RepairLevels(new RememberedCheck(crate), _options.Patterns, _options.Guard(mayEditTests), Limits(attempt));
        var result = await levels.AttemptAsync(
            attempt.Level is Level.None ? Level.SelfRecovery : attempt.Level,
            attempt.Number,
            original,
            now,
            Patterns(guidance),
            ErrorClasses.FromSlug(attempt.Last?.Class),
            cancellationToken).ConfigureAwait(false);
        var covered = verb == CargoVerb.Test && await CoveredAsync(attempt, copy, original, result, cancellationToken).ConfigureAwait(false) is { } option
            ? result with { Sources = option.Sources, Applied = option.Applied, Check = new() { Kind = RustCheckKind.Passed }, Options = [] } : null;
        result = covered ?? result;
        _options.Risky.Keep(original, result.Options);
        var changed = result.Sources.ContentHash != now.ContentHash && Apply(copy, now, result.Sources);
        return new() { GaveUp = !changed || !result.Passed, Notes = RepairNotes.Of(result, verb, covered is not null) };
    }

    /// <summary>The safest of the repairs too risky to be claimed that tests cover; null when none is.</summary>
    private async ValueTask<RepairOption?> CoveredAsync(
        Attempt attempt, PrivateCopy copy, RustSources original, RepairResult result, CancellationToken cancellationToken)
    {
        if (result.Passed || result.Options.IsEmpty)
        {
            return null;
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(attempt.TimeLeft == Timeout.InfiniteTimeSpan ? _options.Limits.Time : attempt.TimeLeft * ShareOfRest);
        var tests = new CoveringTests(_options.Runner, RustWorkplace.Bound(_options.Tools, attempt.TimeLeft), copy.Folder, copy.CacheFolder("covering"));
        try
        {
            foreach (var option in result.Options.OrderBy(option => option.Effect).ThenBy(option => option.Applied.Length))
            {
                if (await tests.CoverAsync(original, option.Sources, time.Token).ConfigureAwait(false))
                {
                    return option;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Not known to be covered: a person decides.
        }

        return null;
    }

    private async ValueTask<AttemptResult> RepairTestAsync(
        Attempt attempt, PrivateCopy copy, RustSources now, CancellationToken cancellationToken)
    {
        // Each change costs a run of all tests, and their number is bounded: a slow machine must not make another result of the same search.
        var limit = attempt.TimeLeft == Timeout.InfiniteTimeSpan ? _options.Limits.Time : Share(attempt.TimeLeft);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(limit);
        try
        {
            var tools = RustWorkplace.Bound(_options.Tools, attempt.TimeLeft);
            var found = await _options.Tests.FindAsync(
                _options, copy.Folder, copy.CacheFolder("mutations"), RustWorkplace.Original(copy, now), now, tools, time.Token).ConfigureAwait(false);
            var claimed = found?.Claimed is { } change && now.TryApply(change.Candidate.Edits, out var repaired) && Apply(copy, now, repaired);
            return new() { GaveUp = !claimed, Notes = TestNotes(found, claimed) };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new() { GaveUp = true };
        }
    }

    private static string TestNotes(UniqueRepair.Result? found, bool claimed) => found switch
    {
        null => "The tests do not fail by themselves.",
        { Claimed: { } change } when claimed => $"{change.Candidate.Title}. All tests pass with it, and with nothing else that the code could have meant, of {found.Tried} changes tried.",
        { Passing.Length: 1 } => "All tests pass with one change, but not everything else that the code could have meant could be tried.",
        { Passing.Length: > 0 } => $"All tests pass with each of {found.Passing.Length} changes; which is meant, they do not say.",
        _ => $"With none of {found.Tried} small changes all tests pass.",
    };

    private static bool Apply(PrivateCopy copy, RustSources from, RustSources to) => copy.Apply(RustWorkplace.Edits(from, to)).Applied;

    private static string[]? Patterns(Guidance? guidance)
    {
        string[] ids = guidance is null ? [] : [.. guidance.Steps.Where(s => s.Kind == PatternStep).Select(s => s.Arguments.GetValueOrDefault(PatternId, ""))];
        return ids.Length == 0 ? null : ids;
    }

    private CargoVerb Verb(AgentTask task) => task.Verifier switch
    {
        null => _options.Verb,
        var name when name.EndsWith("clippy", StringComparison.OrdinalIgnoreCase) => CargoVerb.Clippy,
        var name when name.EndsWith("test", StringComparison.OrdinalIgnoreCase) => CargoVerb.Test,
        var name when name.EndsWith("check", StringComparison.OrdinalIgnoreCase) => CargoVerb.Check,
        _ => _options.Verb,
    };

    private RepairLimits Limits(in Attempt attempt)
    {
        var limits = _options.Limits;
        var left = attempt.TimeLeft;
        return left == Timeout.InfiniteTimeSpan || Share(left) > limits.Time ? limits : limits with { Time = Share(left) };
    }

    /// <summary>What the search may have of an attempt's time, 1 s at least.</summary>
    private static TimeSpan Share(TimeSpan left) => left * ShareOfTime > TimeSpan.FromSeconds(1) ? left * ShareOfTime : TimeSpan.FromSeconds(1);
}
