using System.Collections.Immutable;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>
/// What is known of a case: the fold of its events, in place and without allocation on the usual path. A copy is a snapshot and goes its
/// own way. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// An event takes effect only where it fits: what is in already, what comes after the end and what a step that was given up reports late
/// changes nothing but <see cref="Version"/>. A journal that may deliver an event twice uses <see cref="Apply(CaseEvent, int)"/>, which
/// changes nothing at all for a position that is in already.
/// </remarks>
public partial struct CaseState
{
    private CaseOpened? _opened;
    private Failure? _lastFailure;
    private Guidance? _guidance;
    private CardIssued? _card;
    private AttemptEnded? _best;
    private Usage? _usage;
    private Usage? _usedBefore;
    private string? _trigger;
    private ImmutableArray<DecisionOption> _options;
    private long _usedTicks;
    private long _waitedTicks;
    private Tried _tried;
    private int _version;
    private int _allAttempts;
    private Outcome _outcome;
    private short _attempts;
    private short _consults;
    private short _responder;
    private Marks _marks;
    private byte _cards;
    private byte _level;
    private byte _higherUp;
    private byte _status;

    /// <summary>How many events are in.</summary>
    public readonly int Version => _version;

    /// <summary>Where the case stands.</summary>
    public readonly CaseStatus Status => (CaseStatus)_status;

    /// <summary>The level it is at; None before it is opened.</summary>
    public readonly Level Level => (Level)_level;

    /// <summary>How it ended; only when <see cref="Status"/> is Closed.</summary>
    public readonly Outcome Outcome => _outcome;

    /// <summary>The case.</summary>
    public readonly CaseId CaseId => _opened is null ? default : _opened.CaseId;

    /// <summary>The specialist; empty before the case is opened.</summary>
    public readonly string Agent => _opened is null ? "" : _opened.Agent;

    /// <summary>What was asked; empty before the case is opened.</summary>
    public readonly string Task => _opened is null ? "" : _opened.Task;

    /// <summary>The class that the case opened with, which it keeps; null when it is not known.</summary>
    public readonly string? Class => _opened?.Failure.Class;

    /// <summary>The opening event with all that it froze; null before.</summary>
    public readonly CaseOpened? Opened => _opened;

    /// <summary>What the last verification that failed found; null before the case is opened.</summary>
    public readonly Failure? LastFailure => _lastFailure;

    /// <summary>Tries begun at this level, interrupted ones included.</summary>
    public readonly int Attempts => _attempts;

    /// <summary>Tries begun at all levels, interrupted ones included.</summary>
    public readonly int AllAttempts => _allAttempts;

    /// <summary>Consults of this level that gave guidance to act on.</summary>
    public readonly int Consults => _consults;

    /// <summary>What the current attempt acts on: the last answer at this level, at level 4 the decision; null at level 1 and before there
    /// is an answer.</summary>
    public readonly Guidance? Guidance => _guidance;

    /// <summary>The ways to choose between that somebody named last; empty when nobody did.</summary>
    public readonly ImmutableArray<DecisionOption> Options => _options.IsDefault ? [] : _options;

    /// <summary>Cards put before the user so far.</summary>
    public readonly int CardsIssued => _cards;

    /// <summary>The last card; null when there was none.</summary>
    public readonly CardIssued? Card => _card;

    /// <summary>What was used of the envelope so far.</summary>
    public readonly Usage Usage => _usage ?? Usage.None;

    /// <summary>What was used of the envelope at this level.</summary>
    public readonly Usage UsageAtLevel => _usedBefore is null ? Usage : Usage - _usedBefore;

    /// <summary>Time used at this level: its ended consults and attempts together, at level 4 those since the last decision.</summary>
    public readonly TimeSpan Used => new(_usedTicks);

    /// <summary>When the task's time is over, moved by the time that was spent waiting for the user; null when there is no deadline.</summary>
    public readonly DateTimeOffset? Deadline => _opened?.Deadline is null ? null : new DateTimeOffset(DeadlineTicks, TimeSpan.Zero);

    /// <summary>The lowest rank seen, the opening failure's included; an attempt with a lower one is progress.</summary>
    public readonly long BestRank =>
        _best is not null ? _best.Verdict.Failure?.Rank ?? long.MinValue
        : _opened is not null ? _opened.Failure.Rank
        : long.MaxValue;

    /// <summary>The files of the best attempt as they differ from the original; default when none was better than the start.</summary>
    public readonly ImmutableArray<CaseFile> BestFiles => _best is not null ? _best.Files : _opened is not null ? _opened.Files : default;

    /// <summary>Whether an attempt, or the second verification of one, has begun and not ended.</summary>
    public readonly bool AttemptOpen => Has(Marks.AttemptOpen);

    /// <summary>Whether a responder has been asked and has not answered.</summary>
    public readonly bool ConsultOpen => Has(Marks.ConsultOpen);

    /// <summary>Whether the verifier confirmed the last attempt; all that is left is to close the case.</summary>
    public readonly bool Verified => Has(Marks.Verified);

    /// <summary>The deadline in UTC ticks; the most there is when there is none.</summary>
    internal readonly long DeadlineTicks =>
        _opened?.Deadline is { } deadline
            ? Math.Min(deadline.UtcTicks + _waitedTicks, DateTimeOffset.MaxValue.UtcTicks)
            : DateTimeOffset.MaxValue.UtcTicks;

    internal readonly long UsedTicks => _usedTicks;

    internal readonly int Responder => _responder;

    internal readonly Level HigherUp => (Level)_higherUp;

    internal readonly string? Trigger => _trigger;

    /// <summary>Folds events.</summary>
    /// <param name="events">All events of one case, in order, from the first.</param>
    /// <returns>The state after them.</returns>
    public static CaseState From(ReadOnlySpan<CaseEvent> events)
    {
        CaseState state = default;
        foreach (var e in events)
        {
            state.Apply(e);
        }

        return state;
    }

    /// <summary>Takes the next event in.</summary>
    /// <param name="e">The event at position <see cref="Version"/>.</param>
    /// <returns>False when it does not fit or its effect is in already, so that it changed nothing but <see cref="Version"/>.</returns>
    public bool Apply(CaseEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        _version++;
        return e switch
        {
            AttemptStarted x => On(x),
            AttemptEnded x => On(x),
            ConsultStarted x => On(x),
            ConsultEnded x => On(x),
            Escalated x => On(x),
            CaseOpened x => On(x),
            CaseClosed x => On(x),
            Resumed => OnResumed(),
            CardIssued x => On(x),
            DecisionTaken x => On(x),
            CardExpired x => On(x),
            _ => false,
        };
    }

    /// <summary>Takes an event in that may have been delivered before.</summary>
    /// <param name="e">The event.</param>
    /// <param name="position">Its place among the events of the case, from 0.</param>
    /// <returns>False when the event is in already, so that nothing changed, or when it does not fit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Events before it are missing.</exception>
    public bool Apply(CaseEvent e, int position)
    {
        if (position > _version)
        {
            throw new ArgumentOutOfRangeException(
                nameof(position), position, $"Events {_version} to {position - 1} of the case are missing; deliver them first.");
        }

        return position == _version && Apply(e);
    }

    /// <summary>What is left of the envelope at this level.</summary>
    internal readonly Envelope Left(EscalationPolicy policy) =>
        policy.Envelope.Without(Usage).Within(Level == Level.None ? Envelope.Unlimited : policy[Level].Envelope.Without(UsageAtLevel));

    internal readonly bool Has(Marks mark) => (_marks & mark) != Marks.None;
}
