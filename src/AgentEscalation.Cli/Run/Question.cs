using AgentEscalation.Cases;

namespace AgentEscalation.Cli.Run;

/// <summary>Puts a card before the person at the terminal.</summary>
internal static class Question
{
    /// <summary>Shows the card and reads keys until one fits.</summary>
    /// <param name="card">The card.</param>
    /// <param name="terminal">Where the person is.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>The answer; null when the input ended.</returns>
    public static async ValueTask<Answer?> AskAsync(DecisionCard card, Terminal terminal, CancellationToken token)
    {
        CardView.Write(card, terminal.Out);
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"Without an answer by {card.Expires:u}: {card.SafeDefault}.");
        while (true)
        {
            await terminal.Out.WriteAsync($"Your choice ({string.Join(", ", card.Options.Select(o => o.Key))}): ").ConfigureAwait(false);
            await terminal.Out.FlushAsync(token).ConfigureAwait(false);
            if (await LineAsync(terminal, token).ConfigureAwait(false) is not { } line)
            {
                return null;
            }

            if (!Answer.TryParse(line, out var answer) || card.Options.All(o => o.Key != answer.Key))
            {
                await terminal.Out.WriteLineAsync("That is no option of this card.").ConfigureAwait(false);
                continue;
            }

            if (answer is { Key: DecisionOption.RetryKey, Words: "" })
            {
                await terminal.Out.WriteAsync("What should the specialist know? ").ConfigureAwait(false);
                await terminal.Out.FlushAsync(token).ConfigureAwait(false);
                answer = answer with { Words = (await LineAsync(terminal, token).ConfigureAwait(false))?.Trim() ?? "" };
            }

            return answer;
        }
    }

    // A console's reader blocks whatever the token says; Ctrl+C has to get through all the same.
    private static Task<string?> LineAsync(Terminal terminal, CancellationToken token) =>
        Task.Run(terminal.In.ReadLine, CancellationToken.None).WaitAsync(token);
}
