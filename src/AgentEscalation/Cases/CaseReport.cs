using System.Collections.Immutable;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>What passes upward: Problem, Attempted, Error, Context, Request. A pure view of the case, built when read, never stored. Every
/// text is at most <see cref="MaxTextLength"/> characters and a note of what was cut. Safe for any thread.</summary>
public sealed class CaseReport
{
    /// <summary>Most characters of one text; longer ones are cut with a note.</summary>
    public const int MaxTextLength = 4096;

    private readonly CaseOpened _opened;
    private readonly Question? _asked;
    private ReportHistory? _history;
    private Failure? _failure;
    private int _tries;

    internal CaseReport(ReadOnlyMemory<CaseEvent> events, Level level)
    {
        Events = events;
        Level = level;
        _opened = events.Length > 0 && events.Span[0] is CaseOpened opened
            ? opened
            : throw new ArgumentException("A report needs the events of a case from its CaseOpened on.", nameof(events));
    }

    /// <summary>The report of a case whose state is at hand, so that the usual fields need no second fold.</summary>
    internal CaseReport(ReadOnlyMemory<CaseEvent> events, Level level, in CaseState state)
        : this(events, level)
    {
        _failure = state.LastFailure;
        _tries = state.AllAttempts;
    }

    /// <summary>The level that the report goes to.</summary>
    public Level Level { get; }

    /// <summary>The case.</summary>
    public CaseId CaseId => _opened.CaseId;

    /// <summary>The specialist.</summary>
    public string Agent => _opened.Agent;

    /// <summary>What it was asked to do.</summary>
    public string Task => _opened.Task;

    /// <summary>The class that the case opened with; null when it is not known.</summary>
    public string? Class => _opened.Failure.Class;

    /// <summary>What the last verification that failed found.</summary>
    public Failure Failure => _failure ?? Fold();

    /// <summary>Every attempt so far, in order: what it acted on and why it failed.</summary>
    public ImmutableArray<ReportedAttempt> Attempts => History.Attempts;

    /// <summary>Every answer so far, in order, and who did not answer.</summary>
    public ImmutableArray<GivenGuidance> Guidance => History.Guidance;

    /// <summary>What is wrong, in a sentence or two.</summary>
    public string Problem => _asked?.Problem ?? ReportText.Problem(this);

    /// <summary>What was tried and what came of it, a line an attempt.</summary>
    public UntrustedText Attempted => _asked?.Attempted ?? ReportText.Attempted(this);

    /// <summary>The error as the verifier printed it, and the others that it found.</summary>
    public UntrustedText Error => ReportText.Error(this);

    /// <summary>Where it happened and what stands there; empty when the verifier does not say.</summary>
    public UntrustedText Context => ReportText.Cut(Failure.Context.Value);

    /// <summary>What is asked: the specialist's own question for this class at level 2, else a question that fits the level.</summary>
    public string Request => _asked?.Request ?? ReportText.Request(this);

    /// <summary>The report under the labels of the policy, in its order.</summary>
    public ImmutableArray<ReportField> Fields => ReportText.Fields(this);

    /// <summary>What is left of the envelope for the answer and what comes of it, the level's own narrowing included.</summary>
    public Envelope Left => CaseState.From(Events.Span).Left(Policy);

    internal ReadOnlyMemory<CaseEvent> Events { get; }

    internal int Tries
    {
        get
        {
            _ = Failure;
            return _tries;
        }
    }

    internal EscalationPolicy Policy => _opened.Policy;

    private ReportHistory History => _history ??= ReportHistory.Of(Events.Span);

    /// <summary>The report of a case.</summary>
    /// <param name="events">The events of one case, in order, from its CaseOpened on.</param>
    /// <param name="level">The level that the report goes to.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The events do not begin with CaseOpened.</exception>
    public static CaseReport Of(IReadOnlyList<CaseEvent> events, Level level)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new([.. events], level);
    }

    /// <summary>The report of somebody who has no case: a caller that only wants advice. Cut to size and freed of secrets like any other.</summary>
    /// <param name="agent">Who asks.</param>
    /// <param name="level">Whose answer is asked for: level 2 a coordinator's, level 3 an architect's.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="failure">The error and where it happened.</param>
    /// <param name="attempted">What was tried already; null when nothing was.</param>
    /// <param name="request">What is asked; null: a question that fits the level.</param>
    /// <returns>The report.</returns>
    public static CaseReport Asked(
        string agent, Level level, string problem, Failure failure, string? attempted = null, string? request = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(agent);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(failure);
        var asked = new Question(Clean(problem)!, Clean(attempted) ?? UntrustedText.Empty, Clean(request));
        CaseEvent[] events =
        [
            new CaseOpened(default, default, agent, asked.Problem, EscalationPolicy.Default, failure.Redacted(), null, default, null, null),
        ];
        return new(events, level, asked);

        static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? text is null ? null : "" : ReportText.Cut(Redactor.Redact(text));
    }

    private CaseReport(CaseEvent[] events, Level level, Question? asked = null)
        : this(events.AsMemory(), level) => _asked = asked;

    /// <summary>What somebody without a case says instead of what the events would.</summary>
    private sealed record Question(string Problem, UntrustedText? Attempted, string? Request);

    /// <summary>What was counted is there before the failure that says so.</summary>
    private Failure Fold()
    {
        var state = CaseState.From(Events.Span);
        Volatile.Write(ref _tries, state.AllAttempts);
        Volatile.Write(ref _failure, state.LastFailure!);
        return state.LastFailure!;
    }
}
