using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.AspNetCore.Answers;

/// <summary>An answer as it comes in. Who answers is who is signed in; it is never taken from here.</summary>
internal sealed record AnswerDocument
{
    /// <summary>The number of the card that was read.</summary>
    public required int Card { get; init; }

    /// <summary>The digest of the card that was read.</summary>
    public required string Digest { get; init; }

    /// <summary>The option's key.</summary>
    public required string Option { get; init; }

    /// <summary>One's own words for the specialist, at most 16,384 characters.</summary>
    public string? Words { get; init; }

    /// <summary>The decision.</summary>
    /// <returns>Null when the document cannot be one, and why.</returns>
    public Decision? Read(CaseId caseId, string by, out string fault)
    {
        fault = "";
        if (Digest is not { Length: 16 } || !ulong.TryParse(Digest, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digest))
        {
            fault = "'digest' has to be the 16 hexadecimal digits of the card.";
            return null;
        }

        if (string.IsNullOrWhiteSpace(Option) || Option.Length > 40)
        {
            fault = "'option' has to be the key of one of the card's options.";
            return null;
        }

        if (AnswerText.FaultOf(Words) is { } wrong)
        {
            fault = wrong;
            return null;
        }

        return new() { CaseId = caseId, Number = Card, Digest = digest, Option = AnswerText.Key(Option), Words = Words, By = by };
    }
}

/// <summary>What is written by hand.</summary>
internal static class AnswerText
{
    /// <summary>Says why words cannot be taken; null when they can.</summary>
    public static string? FaultOf(string? words)
    {
        if (words?.Length > Decision.MaxWords)
        {
            return $"'words' has {words.Length} characters; {Decision.MaxWords} are the most.";
        }

        return words is not null && words.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            ? "'words' has control characters. Leave out all but line ends and tabs."
            : null;
    }

    /// <summary>A key as cards write it: A to Z, or a word.</summary>
    public static string Key(string option)
    {
        var key = option.Trim();
        return key.Length == 1 ? key.ToUpperInvariant() : key.ToLowerInvariant();
    }
}

/// <summary>The answer that counts for a card.</summary>
internal sealed record DecidedDocument
{
    public required int Card { get; init; }

    public required string Option { get; init; }

    public required string By { get; init; }

    public string? Via { get; init; }

    public required DateTimeOffset At { get; init; }

    public static DecidedDocument Of(DecisionTaken taken) =>
        new() { Card = taken.Number, Option = taken.Option, By = taken.By, Via = taken.Via, At = taken.At };
}

/// <summary>An answer that counts.</summary>
internal sealed record TakenDocument
{
    public required DecidedDocument Decided { get; init; }

    /// <summary>Whether the case goes on in the process that was asked; else one that has the specialist takes it up.</summary>
    public required bool GoesOnHere { get; init; }
}

/// <summary>Cards that wait.</summary>
internal sealed record InboxDocument
{
    public required CardDocument[] Cards { get; init; }

    /// <summary>Whether there are more than were asked for.</summary>
    public required bool More { get; init; }
}
