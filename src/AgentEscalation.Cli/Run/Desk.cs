using AgentEscalation.Cases;
using AgentEscalation.Decisions;

namespace AgentEscalation.Cli.Run;

/// <summary>Answers cards: with what the command line gave, then, on a terminal, with what the person types. When there is neither the run
/// returns and waits.</summary>
/// <param name="answers">What the command line gave, in order.</param>
/// <param name="ask">Asks the person; null when nobody is there.</param>
internal sealed class Desk(IEnumerable<Answer> answers, Func<DecisionCard, CancellationToken, ValueTask<Answer?>>? ask) : IDecisionDesk
{
    private readonly Queue<Answer> _answers = new(answers);

    /// <summary>Why an answer of the command line does not fit the card that came; null while all fitted.</summary>
    public string? Fault { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<Decision?> AskAsync(DecisionCard card, CancellationToken cancellationToken)
    {
        if (_answers.TryDequeue(out var answer))
        {
            if (card.Options.All(option => option.Key != answer.Key))
            {
                Fault = $"Card {card.Number} has no option '{answer.Key}' (--answer). It has {string.Join(", ", card.Options.Select(o => o.Key))}.";
                return null;
            }
        }
        else if (ask is null || await ask(card, cancellationToken).ConfigureAwait(false) is not { } given)
        {
            return null;
        }
        else
        {
            answer = given;
        }

        return card.Choose(answer.Key, answer.Words);
    }
}
