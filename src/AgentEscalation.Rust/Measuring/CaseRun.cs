using AgentEscalation.Policies;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Measuring;

/// <summary>Runs one case over the levels, in a folder of its own.</summary>
internal sealed class CaseRun(ICommandRunner runner, MeasureOptions options, TimeProvider time)
{
    public async ValueTask<CaseResult> RunAsync(CorpusCase corpusCase, string folder, CancellationToken cancellationToken)
    {
        var tools = new RustToolOptions { AllowUnstableFeatures = corpusCase.IsUnstable, BuildTimeout = TimeSpan.FromSeconds(60) };
        using var files = new SingleFileSources(new RustcCheck(runner, corpusCase.Edition, corpusCase.CrateType, tools), folder, lanes: 1);
        var check = new RememberedCheck(files);
        var original = CaseSources.Of(corpusCase);
        var startedAt = time.GetTimestamp();
        var first = await check.CheckAsync(original, cancellationToken).ConfigureAwait(false);
        if (first.Passed && corpusCase.Source.Contains("#[test]", StringComparison.Ordinal)
            && await TestFailureAsync(corpusCase, original, folder, startedAt, cancellationToken).ConfigureAwait(false) is { } failing)
        {
            return failing;
        }

        var climb = await ClimbAsync(original, first, check, options.Guard, cancellationToken).ConfigureAwait(false);
        var seconds = time.GetElapsedTime(startedAt).TotalSeconds;
        var compiles = check.Compiles;
        var left = climb.Best;
        if (corpusCase.Reference is not null && options.Guard is not null && left.Check.Kind == RustCheckKind.Failed)
        {
            // A published repair may be one that is refused, such as a new unsafe. It stays unresolved; what is left shows whether the
            // suggestions were read and applied as published.
            left = (await ClimbAsync(original, first, check, null, cancellationToken).ConfigureAwait(false)).Best;
        }

        var scorer = new CaseScorer(runner, options);
        return new CaseResult
        {
            Name = corpusCase.Name,
            Outcome = first.Passed ? "completed"
                : climb.Best.Check.Kind == RustCheckKind.Unverifiable ? "unverifiable"
                : climb.Best.Passed ? "resolved" : "unresolved",
            Level = (int)climb.Level,
            Attempts = climb.Attempts,
            Compiles = compiles,
            Seconds = Math.Round(seconds, 3),
            Class = first.Class?.Slug(),
            Code = first.Code,
            Source = CaseSources.Text(left.Sources),
            Applied = [.. left.Applied.Select(c => $"{c.Id}: {c.Title}")],
            Promise = climb.Best.Passed && !first.Passed ? $"{climb.Best.Promise}; verified by rustc" : null,
            Options = [.. climb.Last.Options.Select(o => $"{string.Join("; ", o.Applied.Select(c => c.Title))}: {Promises.Of(o.Effect)}")],
            Tried = climb.Best.Passed ? [] : [.. climb.Last.Tried],
            Error = climb.Best.Passed ? null : FirstLine(climb.Best.Check.Why ?? climb.Best.Check.Error),
            Score = await scorer.ScoreAsync(corpusCase, left.Sources, left.Check, folder, cancellationToken).ConfigureAwait(false),
            Baseline = options.Baseline ? await BaselineAsync(corpusCase, scorer, check, folder, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    // A program that compiles and fails its own tests; null when it passes them.
    private async ValueTask<CaseResult?> TestFailureAsync(
        CorpusCase corpusCase, RustSources original, string folder, long startedAt, CancellationToken cancellationToken)
    {
        var programsFolder = Directory.CreateDirectory(Path.Combine(folder, "variants")).FullName;
        var programs = new TestPrograms(runner, corpusCase.Edition, programsFolder, TimeSpan.FromSeconds(5));
        var run = await new TestFailureRun(programs, new SwitchedProgram(runner, corpusCase.Edition, programsFolder, TimeSpan.FromSeconds(5)), options.Guard).RunAsync(original, cancellationToken).ConfigureAwait(false);
        if (run.Before.Passed)
        {
            return null;
        }

        var claimed = options.Levels >= (int)Level.PeerConsultation ? run.Repaired : null;
        var seconds = time.GetElapsedTime(startedAt).TotalSeconds;
        var scorer = new CaseScorer(runner, options);
        var passed = new RustCheck { Kind = RustCheckKind.Passed };
        return new CaseResult
        {
            Name = corpusCase.Name,
            Outcome = claimed is null ? "unresolved" : "resolved",
            Level = claimed is null ? options.Levels : (int)Level.PeerConsultation,
            Attempts = claimed is null ? options.Levels + 1 : RepairLevels.Attempts(Level.SelfRecovery) + 1,
            Compiles = 1 + (run.Found?.Tried ?? 0),
            Seconds = Math.Round(seconds, 3),
            Class = Diagnostics.ErrorClass.TestFailure.Slug(),
            Source = CaseSources.Text(claimed ?? original),
            Applied = claimed is null ? [] : [run.Found!.Claimed!.Candidate.Title],
            Promise = claimed is null ? null : $"{Promises.Of(RepairEffect.ChangesBehaviour)}; verified by all tests",
            Options = claimed is null ? [.. run.Found?.Passing.Select(option => option.Candidate.Title) ?? []] : [],
            Error = claimed is null ? FirstLine(run.Before.Error) : null,
            Score = await scorer.ScoreAsync(corpusCase, claimed ?? original, passed, folder, cancellationToken).ConfigureAwait(false),
            // What compiles is not touched by it.
            Baseline = options.Baseline ? await scorer.ScoreAsync(corpusCase, original, passed, folder, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    private async ValueTask<(RepairResult Best, RepairResult Last, Level Level, int Attempts)> ClimbAsync(
        RustSources original, RustCheck first, RememberedCheck check, IRepairGuard? guard, CancellationToken cancellationToken)
    {
        var repair = new RepairLevels(check, options.Patterns, guard, options.Limits, time);
        var best = new RepairResult(original, first, [], [], 1);
        var last = best;
        var attempts = 0;
        if (first.Kind != RustCheckKind.Failed)
        {
            return (best, best, Level.None, 0);
        }

        for (var level = Level.SelfRecovery; ; level++)
        {
            for (var number = 1; number <= RepairLevels.Attempts(level); number++)
            {
                attempts++;
                var result = await repair.AttemptAsync(level, number, original, best.Sources, null, first.Class, cancellationToken).ConfigureAwait(false);
                last = result;
                if (result.Check.Rank < best.Check.Rank)
                {
                    best = result;
                }

                if (best.Passed)
                {
                    return (best, last, level, attempts);
                }
            }

            if ((int)level >= options.Levels)
            {
                return (best, last, level, attempts);
            }
        }
    }

    private async ValueTask<RepairScore> BaselineAsync(
        CorpusCase corpusCase, CaseScorer scorer, RememberedCheck check, string folder, CancellationToken cancellationToken)
    {
        var fixedSources = await new CargoFix(runner).FixAsync(corpusCase, folder, cancellationToken).ConfigureAwait(false);
        var judged = await check.CheckAsync(fixedSources, cancellationToken).ConfigureAwait(false);
        return await scorer.ScoreAsync(corpusCase, fixedSources, judged, folder, cancellationToken).ConfigureAwait(false);
    }

    private static string FirstLine(string text) => text.AsSpan().IndexOf('\n') is > 0 and var end ? text[..end] : text;
}
