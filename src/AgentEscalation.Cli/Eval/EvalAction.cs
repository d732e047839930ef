using System.Collections.Immutable;
using AgentEscalation.Cli.Scorecards;
using AgentEscalation.Rust.Measuring;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Cli.Eval;

/// <summary>Does what <c>eval</c> was asked to do.</summary>
internal static class EvalAction
{
    /// <summary>Measures a corpus.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="token">Ends the measurement.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(EvalRequest request, Terminal terminal, CancellationToken token)
    {
        var cases = await ReadAsync(request.Corpus, token).ConfigureAwait(false);
        var runner = new ProcessCommandRunner();
        await Toolchain.RequireCargoAsync(runner, clippy: false, token).ConfigureAwait(false);
        using var results = request.Out is null ? null : OutFile.Create(request.Out, "--out");
        var options = new MeasureOptions
        {
            Levels = request.Levels,
            Parallel = request.Parallel,
        };

        var gate = new Lock();
        var all = await EvalProgress.RunAsync(
            terminal,
            cases.Length,
            async tell => await new CorpusMeasure(runner).RunAsync(cases, options, result => Keep(result, tell), token).ConfigureAwait(false)).ConfigureAwait(false);
        terminal.Out.WriteLine(ScoreTable.Of(all).ToString());
        terminal.Out.Write(ScorecardView.Total(EvalScorecard.Of(all, request.Levels)));
        return ExitCode.Done;

        // Written as it comes: a measurement of hours that is stopped keeps what it has.
        void Keep(CaseResult result, Action<CaseResult> tell)
        {
            lock (gate)
            {
                results?.WriteLine(result.ToJson());
            }

            tell(result);
        }
    }

    private static async ValueTask<ImmutableArray<CorpusCase>> ReadAsync(string path, CancellationToken token)
    {
        try
        {
            var cases = await CorpusReader.ReadAsync(path, token).ConfigureAwait(false);
            return cases.IsEmpty
                ? throw new BadInputException($"'{path}' has no cases", null, "Give a file with one JSON object a line, each with name and source.")
                : cases;
        }
        catch (InvalidDataException e)
        {
            throw new BadInputException(e.Message, null, "Mend the line or take it out.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The corpus '{path}' cannot be read", e.Message.TrimEnd('.'), "Name a file that exists and may be read.");
        }
    }
}
