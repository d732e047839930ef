using System.Collections.Immutable;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>What the user is asked: the report, what each level tried, and the options with their consequences. A pure view of the case.
/// Safe for any thread.</summary>
public sealed class DecisionCard
{
    private readonly CardIssued _issued;

    internal DecisionCard(ReadOnlyMemory<CaseEvent> events, CardIssued issued)
    {
        Report = new(events, Level.UserDecision);
        _issued = issued;
    }

    /// <summary>The case.</summary>
    public CaseId CaseId => Report.CaseId;

    /// <summary>Which card of the case, from 1.</summary>
    public int Number => _issued.Number;

    /// <summary>Problem, attempts, error, context and request.</summary>
    public CaseReport Report { get; }

    /// <summary>What each level tried, one line each, in order.</summary>
    public ImmutableArray<string> Levels => CardText.Levels(Report);

    /// <summary>The ways out, in order; the last two are always "try once more with my words" and "stop and restore".</summary>
    public ImmutableArray<DecisionOption> Options => _issued.Options;

    /// <summary>The key of the option that is taken when nobody answers in time and the policy does not say otherwise.</summary>
    public string SafeDefault => Options[^1].Key;

    /// <summary>Until when the card waits, UTC.</summary>
    public DateTimeOffset Expires => _issued.Expires;

    /// <summary>When the card was issued, UTC.</summary>
    public DateTimeOffset Issued => _issued.At;

    /// <summary>What a decision is bound to: over the case, the number, the expiry, the folder and every option.</summary>
    public ulong Digest => _issued.Digest;

    /// <summary>The last card of a case.</summary>
    /// <param name="events">The events of one case, in order, from its CaseOpened on.</param>
    /// <returns>The card; null when none was issued.</returns>
    /// <exception cref="ArgumentException">The events do not begin with CaseOpened.</exception>
    public static DecisionCard? Of(IReadOnlyList<CaseEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        CaseEvent[] all = [.. events];
        return CaseState.From(all).Card is { } issued ? new(all, issued) : null;
    }

    /// <summary>Chooses an option.</summary>
    /// <param name="key">Its key, in any case. It is checked when the decision is handed in.</param>
    /// <param name="words">The user's own words in addition; null when there are none.</param>
    /// <param name="by">Who decides.</param>
    /// <returns>The decision, bound to this card.</returns>
    public Decision Choose(string key, string? words = null, string by = "user")
    {
        ArgumentNullException.ThrowIfNull(key);
        return new()
        {
            CaseId = CaseId,
            Number = Number,
            Digest = Digest,
            Option = DecisionOption.Find(Options, key.Trim())?.Key ?? key,
            Words = words,
            By = by,
        };
    }

    /// <summary>One more attempt with the user's words.</summary>
    /// <param name="words">What the specialist is told.</param>
    /// <param name="by">Who decides.</param>
    /// <returns>The decision, bound to this card.</returns>
    public Decision Retry(string words, string by = "user") => Choose(DecisionOption.RetryKey, words, by);

    /// <summary>Stop and restore.</summary>
    /// <param name="by">Who decides.</param>
    /// <returns>The decision, bound to this card.</returns>
    public Decision Stop(string by = "user") => Choose(DecisionOption.StopKey, by: by);

    /// <summary>The event that puts a card before the user: keys given, the two fixed options added, the digest taken.</summary>
    internal static CardIssued Issue(
        in CaseState state, ImmutableArray<DecisionOption> options, in LadderStep step, DateTimeOffset at, ulong? folder = null)
    {
        var keyed = CardText.Keyed(options);
        return new(at, step.Number, keyed, step.Until, CardDigest.Of(state.CaseId, step.Number, step.Until, keyed, folder)) { Folder = folder };
    }

    /// <summary>The event that puts the present card before the user once more, about the folder as it is now. What trials showed of the old one
    /// is left out, since it does not hold any more.</summary>
    internal static CardIssued Anew(in CaseState state, DateTimeOffset at, ulong? folder)
    {
        var options = state.Card!.Options[..^2];
        for (var i = 0; i < options.Length; i++)
        {
            options = options.SetItem(i, options[i] with
            {
                Consequence = null,
                Verified = null,
                Cost = options[i].Cost is { Measured: true } ? null : options[i].Cost,
            });
        }

        var wait = state.Opened!.Policy.UserDecision.Expires;
        var until = wait < DateTimeOffset.MaxValue - at ? at + wait : DateTimeOffset.MaxValue;
        return Issue(in state, options, new(LadderStepKind.AwaitDecision, Level.UserDecision, state.CardsIssued, until), at, folder);
    }
}
