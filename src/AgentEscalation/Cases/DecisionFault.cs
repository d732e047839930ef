namespace AgentEscalation.Cases;

/// <summary>Why a decision does not count.</summary>
public enum DecisionFaultKind
{
    /// <summary>It was made for another case.</summary>
    OtherCase = 0,

    /// <summary>The case never issued such a card.</summary>
    NotIssued = 1,

    /// <summary>The card is decided or expired already.</summary>
    Used = 2,

    /// <summary>It was made for a card with another content.</summary>
    OtherCard = 3,

    /// <summary>The card's time is over.</summary>
    Expired = 4,

    /// <summary>The card has no such option.</summary>
    UnknownOption = 5,

    /// <summary>The words are longer than they may be.</summary>
    TooLong = 6,

    /// <summary>The user's folder has changed since the card was issued, so that it was issued anew.</summary>
    Stale = 7,

    /// <summary>Somebody else changes the case at this moment; the answer can be given again.</summary>
    Busy = 8,

    /// <summary>There is no such case.</summary>
    UnknownCase = 9,
}

/// <summary>What is wrong with a decision.</summary>
/// <param name="Kind">Which kind of fault.</param>
/// <param name="Message">What is wrong and what to do, for people.</param>
public sealed record DecisionFault(DecisionFaultKind Kind, string Message);
