using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Decisions;

namespace AgentEscalation.Testing.Decisions;

/// <summary>A person at a desk who answers by a script, one answer a card, in the order of their writing. A run waits for it only when it was
/// registered with a time to wait. Safe for any thread.</summary>
/// <param name="time">The clock of answers that take a while; null: the system's.</param>
public sealed class ScriptedDesk(TimeProvider? time = null) : IDecisionDesk
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly Queue<DeskAnswer> _answers = new();
    private readonly List<DecisionCard> _cards = [];
    private readonly List<Decision> _late = [];
    private readonly List<string> _faults = [];
    private readonly Dictionary<int, TaskCompletionSource<DecisionCard>> _awaited = [];

    /// <summary>The cards it saw, a copy.</summary>
    public ImmutableArray<DecisionCard> Cards => Copy(_cards);

    /// <summary>The decisions that came after the run had stopped waiting, a copy: hand them in with <c>DecideAsync</c>, as a person would who
    /// found the card later.</summary>
    public ImmutableArray<Decision> Late => Copy(_late);

    /// <summary>What is wrong with the script, a copy: cards that it has no answer for, options that a card does not have. For the router both
    /// are no answer, so that a test sees only a run that waits; one that expects more asserts that this is empty.</summary>
    public ImmutableArray<string> Faults => Copy(_faults);

    /// <summary>How many answers nobody has asked for yet.</summary>
    public int AnswersLeft
    {
        get
        {
            lock (_lock)
            {
                return _answers.Count;
            }
        }
    }

    /// <summary>The next card: chooses an option.</summary>
    /// <param name="key">Its key, in any case.</param>
    /// <param name="words">Words in addition; null when there are none.</param>
    /// <param name="after">How long that takes, 0 or more.</param>
    /// <returns>The desk.</returns>
    public ScriptedDesk Choose(string key, string? words = null, TimeSpan after = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return Answer(card => card.Choose(key, words), after);
    }

    /// <summary>The next card: one more attempt, with guidance.</summary>
    /// <param name="words">What the specialist is told.</param>
    /// <param name="after">How long that takes, 0 or more.</param>
    /// <returns>The desk.</returns>
    public ScriptedDesk Retry(string words, TimeSpan after = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Answer(card => card.Retry(words), after);
    }

    /// <summary>The next card: stop and restore.</summary>
    /// <param name="after">How long that takes, 0 or more.</param>
    /// <returns>The desk.</returns>
    public ScriptedDesk Stop(TimeSpan after = default) => Answer(static card => card.Stop(), after);

    /// <summary>The next card: looks at it first.</summary>
    /// <param name="answer">Makes the decision; null leaves the card.</param>
    /// <param name="after">How long that takes, 0 or more.</param>
    /// <returns>The desk.</returns>
    public ScriptedDesk Answer(Func<DecisionCard, Decision?> answer, TimeSpan after = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfLessThan(after, TimeSpan.Zero);
        return Add(new(answer, after));
    }

    /// <summary>The next card: nobody is there, and that is seen at once.</summary>
    /// <returns>The desk.</returns>
    public ScriptedDesk Leave() => Add(new(static _ => null, TimeSpan.Zero));

    /// <summary>The next card: somebody is there and never says anything, until the run stops waiting.</summary>
    /// <returns>The desk.</returns>
    public ScriptedDesk Never() => Add(new(static _ => null, Timeout.InfiniteTimeSpan));

    /// <summary>Waits until it has been asked: from then on a clock that the test drives may be moved.</summary>
    /// <param name="number">Which card that this desk sees, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The card.</returns>
    public Task<DecisionCard> AskedAsync(int number = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        lock (_lock)
        {
            return Awaited(number).Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Decision?> AskAsync(DecisionCard card, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(card);
        var (number, next) = Next(card);
        var thinking = next is null || next.After == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(next.After, _time, cancellationToken);
        lock (_lock)
        {
            // Not before its timer runs: whoever hears of it may move the clock at once.
            Awaited(number).TrySetResult(card);
        }

        if (next is null)
        {
            return null;
        }

        try
        {
            await thinking.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Keep(Made(next, card));
            throw;
        }

        return Made(next, card);
    }

    private TaskCompletionSource<DecisionCard> Awaited(int number)
    {
        if (!_awaited.TryGetValue(number, out var asked))
        {
            _awaited[number] = asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return asked;
    }

    private ScriptedDesk Add(DeskAnswer answer)
    {
        lock (_lock)
        {
            _answers.Enqueue(answer);
        }

        return this;
    }

    private (int Number, DeskAnswer? Answer) Next(DecisionCard card)
    {
        lock (_lock)
        {
            _cards.Add(card);
            if (_answers.TryDequeue(out var next))
            {
                return (_cards.Count, next);
            }

            _faults.Add($"There is no answer for card {card.Number} of case {card.CaseId}. Add one with Choose, Retry, Stop, Answer, Leave or Never.");
            return (_cards.Count, null);
        }
    }

    private Decision? Made(DeskAnswer answer, DecisionCard card)
    {
        var decision = answer.Make(card);
        if (decision is not null && !card.Options.Any(option => option.Key == decision.Option))
        {
            lock (_lock)
            {
                _faults.Add($"Card {card.Number} has no option '{decision.Option}'; there are {string.Join(", ", card.Options.Select(option => option.Key))}.");
            }
        }

        return decision;
    }

    private void Keep(Decision? decision)
    {
        lock (_lock)
        {
            _late.AddRange(decision is null ? [] : [decision]);
        }
    }

    private ImmutableArray<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }

    private sealed record DeskAnswer(Func<DecisionCard, Decision?> Make, TimeSpan After);
}
