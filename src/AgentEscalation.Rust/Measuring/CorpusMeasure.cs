using System.Collections.Immutable;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Measuring;

/// <summary>Measures the repairs that need no model on a corpus of one-file programs. The repair sees the broken source and nothing else
/// of a case.</summary>
/// <param name="runner">Runs the tools.</param>
/// <param name="time">Measures; null for the system's clock.</param>
public sealed class CorpusMeasure(ICommandRunner runner, TimeProvider? time = null)
{
    /// <summary>Measures all cases.</summary>
    /// <param name="cases">The corpus.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told each result as it comes, in any order, from any thread; may be null.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <returns>The results in the order of the cases.</returns>
    public async ValueTask<ImmutableArray<CaseResult>> RunAsync(
        IReadOnlyList<CorpusCase> cases, MeasureOptions? options, Action<CaseResult>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cases);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Levels, 1, "options.Levels");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Levels, 3, "options.Levels");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Parallel, 1, "options.Parallel");
        var run = new CaseRun(runner, options, time ?? TimeProvider.System);
        var results = new CaseResult[cases.Count];
        var root = Directory.CreateTempSubdirectory("agent-escalation-eval-").FullName;
        try
        {
            await Parallel.ForAsync(
                0,
                cases.Count,
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
                async (index, token) =>
                {
                    var folder = Directory.CreateDirectory(Path.Combine(root, $"{index}")).FullName;
                    results[index] = await run.RunAsync(cases[index], folder, token).ConfigureAwait(false);
                    Directory.Delete(folder, recursive: true);
                    progress?.Invoke(results[index]);
                }).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        return [.. results];
    }
}
