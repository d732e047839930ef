using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Testing.Assertions;

/// <summary>Says what a climb has to have been, one sentence after the other; the first that does not hold throws
/// <see cref="LadderAssertionException"/> with the whole climb in its message. Immutable; safe for any thread.</summary>
public sealed class ClimbAssert
{
    private readonly IReadOnlyList<CaseEvent> _events;
    private readonly Outcome? _outcome;
    private readonly Usage _usage;

    private ClimbAssert(IReadOnlyList<CaseEvent> events, Outcome? outcome, Usage usage)
    {
        _events = events;
        _outcome = outcome;
        _usage = usage;
    }

    /// <summary>About a run.</summary>
    /// <param name="run">What <c>RunAsync</c> or <c>DecideAsync</c> returned.</param>
    /// <returns>The sentences to say of it.</returns>
    public static ClimbAssert That(RunResult run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.Events, run.Outcome, run.Usage);
    }

    /// <summary>About a case, for example one read from a journal.</summary>
    /// <param name="events">Its events, in order, from its CaseOpened on.</param>
    /// <returns>The sentences to say of it.</returns>
    /// <exception cref="ArgumentException">They do not begin with CaseOpened.</exception>
    public static ClimbAssert That(IReadOnlyList<CaseEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var state = CaseState.From([.. events]);
        return state.Opened is { } opened
            ? new(events, state.Status == CaseStatus.Closed ? state.Outcome : null, opened.Usage + state.Usage)
            : throw new ArgumentException("A climb is told by the events of a case from its CaseOpened on.", nameof(events));
    }

    /// <summary>The verifier confirmed the result, with or without a case.</summary>
    /// <returns>This.</returns>
    public ClimbAssert IsVerified() => Check(_outcome is { IsVerified: true }, "a verified result", Ended());

    /// <summary>It was verified without any failure.</summary>
    /// <returns>This.</returns>
    public ClimbAssert IsCompleted() => Ends(Outcome.Completed);

    /// <summary>It was verified at a level.</summary>
    /// <param name="level">Level 1 to 4.</param>
    /// <returns>This.</returns>
    public ClimbAssert IsResolvedAt(Level level) => Ends(Outcome.Resolved(level));

    /// <summary>It ended without a verified result.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>This.</returns>
    public ClimbAssert IsUnresolved(UnresolvedReason reason) => Check(
        _outcome is { Kind: OutcomeKind.Unresolved } outcome && outcome.Reason == reason, $"Unresolved ({reason})", Ended());

    /// <summary>The caller cancelled it.</summary>
    /// <returns>This.</returns>
    public ClimbAssert IsCancelled() => Check(_outcome is { Kind: OutcomeKind.Cancelled }, "Cancelled", Ended());

    /// <summary>It waits for a person.</summary>
    /// <returns>This.</returns>
    public ClimbAssert IsWaiting() => Check(_outcome is null && State().Status == CaseStatus.Waiting, "a case that waits for a decision", Ended());

    /// <summary>It ended, or stands, at a level.</summary>
    /// <param name="level">The level; None: no case was opened.</param>
    /// <returns>This.</returns>
    public ClimbAssert EndedAt(Level level)
    {
        var at = State().Level;
        return Check(at == level, $"an end {ClimbStory.Of(level)}", ClimbStory.Of(at));
    }

    /// <summary>So many attempts were begun at a level, interrupted ones included.</summary>
    /// <param name="level">Level 1 to 4.</param>
    /// <param name="count">How many.</param>
    /// <returns>This.</returns>
    public ClimbAssert HasAttempts(Level level, int count)
    {
        var found = Attempts(level);
        return Check(found == count, $"{count} attempts at level {(int)level}", $"{found}");
    }

    /// <summary>A level was left for a reason.</summary>
    /// <param name="from">The level.</param>
    /// <param name="cause">Why.</param>
    /// <param name="detail">The trigger's id or another detail; null: whatever it is.</param>
    /// <returns>This.</returns>
    public ClimbAssert EscalatedBecause(Level from, EscalationCause cause, string? detail = null)
    {
        var left = _events.OfType<Escalated>().Where(e => e.From == from).ToList();
        return Check(
            left.Exists(e => e.Cause == cause && (detail is null || e.Detail == detail)),
            $"an escalation from level {(int)from} because of {cause}{(detail is null ? "" : $" ({detail})")}",
            left.Count == 0 ? "none from there" : string.Join(", ", left.Select(e => e.Detail is null ? $"{e.Cause}" : $"{e.Cause} ({e.Detail})")));
    }

    /// <summary>Nothing was tried and nobody was asked at a level.</summary>
    /// <param name="level">The level.</param>
    /// <returns>This.</returns>
    public ClimbAssert Skipped(Level level) => Check(
        Attempts(level) == 0 && !_events.OfType<ConsultStarted>().Any(e => e.Level == level), $"nothing at level {(int)level}", "it was worked at");

    /// <summary>Those who were asked at a level, answered or not, in order.</summary>
    /// <param name="level">Level 2 or 3.</param>
    /// <param name="responders">Their names.</param>
    /// <returns>This.</returns>
    public ClimbAssert Asked(Level level, params IEnumerable<string> responders)
    {
        string[] expected = [.. responders];
        string[] asked = [.. _events.OfType<ConsultStarted>().Where(e => e.Level == level).Select(e => e.Responder)];
        return Check(asked.SequenceEqual(expected, StringComparer.Ordinal), $"{Names(expected)} asked at level {(int)level}", Names(asked));
    }

    /// <summary>No event belongs to a level below one that was reached before.</summary>
    /// <returns>This.</returns>
    public ClimbAssert NeverWentDown()
    {
        var highest = Level.SelfRecovery;
        foreach (var e in _events)
        {
            var at = e switch
            {
                AttemptStarted x => x.Level,
                AttemptEnded x => x.Level,
                ConsultStarted x => x.Level,
                ConsultEnded x => x.Level,
                Escalated x => x.From,
                _ => highest,
            };
            Check(at >= highest, $"no step below level {(int)highest}, which was reached", $"{e.GetType().Name} at level {(int)at}");
            highest = e is Escalated { To: var to } ? to : at;
        }

        return this;
    }

    /// <summary>No level had more attempts than the policy that the case froze allows; at level 4 no more than cards were decided, and no more
    /// cards than allowed.</summary>
    /// <returns>This.</returns>
    public ClimbAssert StayedWithinItsAttempts()
    {
        if (_events is not [CaseOpened { Policy: var policy }, ..])
        {
            return this;
        }

        for (var level = Level.SelfRecovery; level < Level.UserDecision; level++)
        {
            var found = Attempts(level);
            Check(found <= policy[level].Attempts, $"at most {policy[level].Attempts} attempts at level {(int)level}", $"{found}");
        }

        var (bought, decided) = (Attempts(Level.UserDecision), _events.OfType<DecisionTaken>().Count());
        Check(bought <= decided, $"at most an attempt for each of {decided} decisions at level 4", $"{bought}");
        var cards = State().CardsIssued;
        return Check(cards <= policy.UserDecision.Cards, $"at most {policy.UserDecision.Cards} cards", $"{cards}");
    }

    /// <summary>The task used no more than this.</summary>
    /// <param name="calls">Most model calls; null: any number.</param>
    /// <param name="tokens">Most tokens; null: any number.</param>
    /// <param name="money">Most money; null: any amount.</param>
    /// <returns>This.</returns>
    public ClimbAssert UsedAtMost(int? calls = null, long? tokens = null, decimal? money = null)
    {
        Check(calls is not { } c || _usage.Calls <= c, $"at most {calls} model calls", $"{_usage.Calls}");
        Check(tokens is not { } t || _usage.Tokens <= t, $"at most {tokens} tokens", $"{_usage.Tokens}");
        return Check(money is not { } m || _usage.Money <= m, $"at most {money} money", $"{_usage.Money}");
    }

    /// <summary>The report that went, or would go, to a level.</summary>
    /// <param name="level">Level 2 to 4.</param>
    /// <returns>The sentences to say of it.</returns>
    public ReportAssert Report(Level level)
    {
        Check(_events.Count > 0, "a case that has a report", "no case was opened");
        var until = _events.Count;
        for (var i = _events.Count - 1; i >= 0; i--)
        {
            // As it stood when the level was entered.
            until = _events[i] is Escalated { To: var to } && to >= level ? i + 1 : until;
        }

        return ReportAssert.That(CaseReport.Of([.. _events.Take(until)], level));
    }

    private ClimbAssert Ends(Outcome outcome) => Check(_outcome == outcome, outcome.ToString(), Ended());

    private int Attempts(Level level) =>
        _events.Count == 0 ? 0 : CaseReport.Of(_events, Level.UserDecision).Attempts.Count(attempt => attempt.Level == level);

    private CaseState State() => CaseState.From([.. _events]);

    private string Ended() => _outcome is { } outcome ? outcome.ToString() : State().Status == CaseStatus.Waiting ? "it waits for a decision" : "it has not ended";

    private static string Names(string[] names) => names.Length == 0 ? "nobody" : string.Join(", ", names);

    private ClimbAssert Check(bool holds, string expected, string found) => holds
        ? this
        : throw new LadderAssertionException($"Expected {expected}; found: {found}.\nThe climb:\n{ClimbStory.Of(_events)}");
}
