using System.Diagnostics.CodeAnalysis;
using AgentEscalation.Cases;

namespace AgentEscalation.Decisions;

/// <summary>Asks on a terminal: shows the card, reads a key and, for "try once more", the words. A router with this desk waits without a
/// limit. One question at a time.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle, so there is nothing to dispose of.")]
public sealed class ConsoleDecisionDesk : IDecisionDesk
{
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>The process's own terminal.</summary>
    public ConsoleDecisionDesk()
        : this(Console.In, Console.Out)
    {
    }

    /// <summary>A desk on other streams.</summary>
    /// <param name="input">Where answers are read, a line each; its end means no answer.</param>
    /// <param name="output">Where the card is shown.</param>
    public ConsoleDecisionDesk(TextReader input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        _input = input;
        _output = output;
    }

    /// <inheritdoc/>
    public async ValueTask<Decision?> AskAsync(DecisionCard card, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(card);
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ShowAsync(card).ConfigureAwait(false);
            while (await ReadAsync("Choose: ", cancellationToken).ConfigureAwait(false) is { } line)
            {
                var key = line.Trim();
                var option = card.Options.FirstOrDefault(option => string.Equals(option.Key, key, StringComparison.OrdinalIgnoreCase));
                if (option is null)
                {
                    await _output.WriteLineAsync($"'{key}' is none of {string.Join(", ", card.Options.Select(o => o.Key))}.").ConfigureAwait(false);
                    continue;
                }

                var words = option.Key == DecisionOption.RetryKey
                    ? await ReadAsync("Your words: ", cancellationToken).ConfigureAwait(false)
                    : null;
                return card.Choose(option.Key, words);
            }

            return null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async ValueTask ShowAsync(DecisionCard card)
    {
        await _output.WriteLineAsync($"Decision {card.Number} for {card.Report.Agent}: {Plain(card.Report.Problem)}").ConfigureAwait(false);
        foreach (var line in card.Levels)
        {
            await _output.WriteLineAsync("  " + Plain(line)).ConfigureAwait(false);
        }

        foreach (var option in card.Options)
        {
            await _output.WriteLineAsync($"  [{option.Key}] {Plain(option.Title.Value)}").ConfigureAwait(false);
            if (option.Consequence is { } consequence)
            {
                await _output.WriteLineAsync("      " + Plain(consequence)).ConfigureAwait(false);
            }
        }

        await _output.WriteLineAsync($"It waits until {card.Expires:u}; then: {card.SafeDefault}.").ConfigureAwait(false);
    }

    /// <summary>A terminal obeys control characters; untrusted text must not give it orders.</summary>
    private static string Plain(string? text) =>
        string.Create((text ?? "").Length, text ?? "", static (line, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                line[i] = char.IsControl(text[i]) ? ' ' : text[i];
            }
        });

    private async ValueTask<string?> ReadAsync(string prompt, CancellationToken cancellationToken)
    {
        await _output.WriteAsync(prompt.AsMemory(), cancellationToken).ConfigureAwait(false);
        await _output.FlushAsync(cancellationToken).ConfigureAwait(false);

        // A read of the console cannot be called off, so it is left behind on a thread of the pool.
        return await Task.Run(_input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
