using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.TestFailures;

namespace AgentEscalation.Rust;

/// <summary>Answers reports about Rust without a model. At level 2, as a coordinator, with the repair patterns for the class of the error
/// that is found now; it has no answer when there are none. At level 3, as an architect, with leave to combine all patterns over several
/// places. Stateless and thread-safe.</summary>
/// <param name="patterns">The patterns that the specialist knows; null for all there are.</param>
public sealed class RustAdviser(IReadOnlyList<ICandidates>? patterns = null) : IAdviser
{
    // For people; the steps name all of them.
    private const int Named = 5;

    private readonly IReadOnlyList<ICandidates> _patterns = patterns ?? RepairPatterns.All;

    /// <inheritdoc/>
    public ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report.Level == Level.PeerConsultation ? Coordinate(report) : Combine());
    }

    private Guidance? Coordinate(CaseReport report)
    {
        var errorClass = ErrorClasses.FromSlug(report.Failure.Class);
        var ids = errorClass == ErrorClass.TestFailure
            ? [TestRepair.Id]
            : Ids(_patterns.Where(p => errorClass is { } known && p.Classes.Contains(known)));
        return ids.IsEmpty ? null : new()
        {
            Text = $"Try the patterns for {report.Failure.Class}: {Few(ids)}.",
            Steps = Steps(ids),
        };
    }

    private Guidance Combine() => new()
    {
        Text = "Combine patterns of all classes over several places.",
        Steps = Steps(Ids(_patterns)),
    };

    private static ImmutableArray<string> Ids(IEnumerable<ICandidates> patterns) => [.. patterns.Select(p => p.Id).Distinct(StringComparer.Ordinal)];

    private static string Few(ImmutableArray<string> ids) =>
        string.Join(", ", ids.Take(Named)) + (ids.Length > Named ? $" and {ids.Length - Named} more" : "");

    private static ImmutableArray<GuidanceStep> Steps(ImmutableArray<string> ids) =>
        [.. ids.Select(id => new GuidanceStep(RustSpecialist.PatternStep, ImmutableDictionary<string, string>.Empty.Add(RustSpecialist.PatternId, id)))];
}
