using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases;

/// <summary>The user's answer to a card: bound to the case, the card's number and its digest, and good for one use. Made by
/// <see cref="DecisionCard.Choose"/>, <see cref="DecisionCard.Retry"/> or <see cref="DecisionCard.Stop"/>.</summary>
public sealed record Decision
{
    /// <summary>Most characters of <see cref="Words"/>.</summary>
    public const int MaxWords = 16_384;

    /// <summary>The case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>Which card of the case.</summary>
    public required int Number { get; init; }

    /// <summary>The card's digest.</summary>
    public required ulong Digest { get; init; }

    /// <summary>The key of the option chosen.</summary>
    public required string Option { get; init; }

    /// <summary>The user's own words, at most <see cref="MaxWords"/> characters; empty when there are none.</summary>
    public UntrustedText Words { get; init; }

    /// <summary>Who decided.</summary>
    public string By { get; init; } = "user";

    /// <summary>Says whether this decides the case as it stands.</summary>
    /// <param name="state">The case.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>Null when it does; else what is wrong and what to do.</returns>
    public DecisionFault? Check(in CaseState state, DateTimeOffset now)
    {
        if (state.CaseId != CaseId)
        {
            return new(DecisionFaultKind.OtherCase, $"The decision is for case {CaseId}, not for {state.CaseId}.");
        }

        if (state.Card is not { } card || Number > card.Number)
        {
            return new(DecisionFaultKind.NotIssued, $"Case {CaseId} has no card {Number}; take the ticket that the run returned.");
        }

        if (Number < card.Number || state.Status != CaseStatus.Waiting)
        {
            return new(DecisionFaultKind.Used, $"Card {Number} of case {CaseId} is decided or expired already; a decision counts once.");
        }

        if (Digest != card.Digest)
        {
            return new(DecisionFaultKind.OtherCard, $"The decision was made for another content of card {Number}; read the card again.");
        }

        if (now >= card.Expires)
        {
            return new(DecisionFaultKind.Expired, $"Card {Number} of case {CaseId} expired at {card.Expires:u}.");
        }

        if (DecisionOption.Find(card.Options, Option) is null)
        {
            var keys = string.Join(", ", card.Options.Select(option => option.Key));
            return new(DecisionFaultKind.UnknownOption, $"'{Bound.Cut(Option, 40)}' is no option of card {Number}; there are {keys}.");
        }

        return Words.Value?.Length > MaxWords
            ? new(DecisionFaultKind.TooLong, $"The words are {Words.Value.Length} characters long; {MaxWords} are the most.")
            : null;
    }
}
