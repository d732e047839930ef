using AgentEscalation.Rust.Measuring;
using Spectre.Console;

namespace AgentEscalation.Cli.Eval;

/// <summary>How far a measurement is: a bar on a terminal, a line every twentieth of the way in a pipe.</summary>
internal static class EvalProgress
{
    /// <summary>Runs work that tells each result.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="count">How many results will come.</param>
    /// <param name="work">The work, given whom to tell.</param>
    /// <returns>What the work gave.</returns>
    public static async Task<T> RunAsync<T>(Terminal terminal, int count, Func<Action<CaseResult>, Task<T>> work)
    {
        var tally = new Tally(count);
        if (!terminal.IsInteractive)
        {
            return await work(result =>
            {
                if (tally.Add(result) is { } line)
                {
                    terminal.Note(line);
                }
            }).ConfigureAwait(false);
        }

        return await terminal.Console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("measuring", maxValue: count);
                return await work(result =>
                {
                    tally.Add(result);
                    bar.Description = Markup.Escape(tally.Line);
                    bar.Increment(1);
                }).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private sealed class Tally(int count)
    {
        private readonly Lock _lock = new();
        private int _done;
        private int _resolved;

        public string Line
        {
            get
            {
                lock (_lock)
                {
                    return Text();
                }
            }
        }

        public string? Add(CaseResult result)
        {
            lock (_lock)
            {
                _done++;
                _resolved += result.Outcome == "resolved" ? 1 : 0;
                return _done * 20 / count > (_done - 1) * 20 / count ? Text() : null;
            }
        }

        private string Text() => $"{_done} of {count} cases, {_resolved} resolved";
    }
}
