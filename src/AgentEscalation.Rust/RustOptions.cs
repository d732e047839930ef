using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Routing;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.TestFailures;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust;

/// <summary>Proposes ways out to a person. Where the code does not compile: repairs that do and that may alter more than a claim allows. Where a test
/// fails: small changes of the code, when several pass all tests so that none could be claimed, and the expectation of the test itself, which no
/// agent may change. Each is tried in a copy before the card shows it.
/// Thread-safe.</summary>
/// <param name="options">The specialist's options; give the same instance, so that what it found is not searched twice.</param>
public sealed class RustOptions(RustSpecialistOptions? options = null) : IOptionSource
{
    private const int MostChanges = 3;

    private readonly RustSpecialistOptions _options = options ?? new();

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<DecisionOption>> ProposeAsync(
        CaseReport report, Attempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (attempt.Workspace is not { } copy)
        {
            return [];
        }

        if (ErrorClasses.FromSlug(report.Failure.Class) != ErrorClass.TestFailure)
        {
            var now = CrateSources.Read(copy.Folder, judges: !attempt.Task.MayEdit.IsDefaultOrEmpty);
            return [.. _options.Risky.Offer(RustWorkplace.Original(copy, now), now)];
        }

        var proposed = ImmutableArray.CreateBuilder<DecisionOption>();
        var code = CrateSources.Read(copy.Folder);
        var found = await _options.Tests.FindAsync(
            _options,
            copy.Folder,
            copy.CacheFolder("mutations"),
            RustWorkplace.Original(copy, code),
            code,
            RustWorkplace.Bound(_options.Tools, attempt.TimeLeft),
            cancellationToken).ConfigureAwait(false);
        foreach (var change in (found?.Passing ?? []).Take(MostChanges))
        {
            proposed.Add(new()
            {
                Title = $"Change the code: {change.Candidate.Title}",
                Description = "One of several small changes with which all tests pass; which one is meant, the tests do not say.",
                Steps = [.. ReplaceSteps.From(change.Candidate.Edits)],
            });
        }

        if (WrittenExpectation.Of(report.Failure.Text.Value ?? "", CrateSources.Read(copy.Folder, judges: true)) is { } expectation)
        {
            proposed.Add(new()
            {
                Title = $"Change the test: expect {expectation.Found} instead of {expectation.Expected}",
                Description = $"Right when the code is right and the test is wrong, at {expectation.Edit.File}:{expectation.Line}.",
                Steps = [.. ReplaceSteps.From([expectation.Edit])],
                MayEdit = [expectation.Edit.File],
            });
        }

        return proposed.ToImmutable();
    }
}
