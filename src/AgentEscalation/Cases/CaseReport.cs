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
    private ReportHistory? _history;

    internal CaseReport(ReadOnlyMemory<CaseEvent> events, Level level)
    {
        Events = events;
        Level = level;
        _opened = events.Length > 0 && events.Span[0] is CaseOpened opened
            ? opened
            : throw new ArgumentException("A report needs the events of a case from its CaseOpened on.", nameof(events));
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
    public Failure Failure => CaseState.From(Events.Span).LastFailure!;

    /// <summary>Every attempt so far, in order: what it acted on and why it failed.</summary>
    public ImmutableArray<ReportedAttempt> Attempts => History.Attempts;

    /// <summary>Every answer so far, in order, and who did not answer.</summary>
    public ImmutableArray<GivenGuidance> Guidance => History.Guidance;

    /// <summary>What is wrong, in a sentence or two.</summary>
    public string Problem => ReportText.Problem(this);

    /// <summary>What was tried and what came of it, a line an attempt.</summary>
    public UntrustedText Attempted => ReportText.Attempted(this);

    /// <summary>The error as the verifier printed it, and the others that it found.</summary>
    public UntrustedText Error => ReportText.Error(this);

    /// <summary>Where it happened and what stands there; empty when the verifier does not say.</summary>
    public UntrustedText Context => ReportText.Cut(Failure.Context.Value);

    /// <summary>What is asked: the specialist's own question for this class at level 2, else a question that fits the level.</summary>
    public string Request => ReportText.Request(this);

    /// <summary>The report under the labels of the policy, in its order.</summary>
    public ImmutableArray<ReportField> Fields => ReportText.Fields(this);

    internal ReadOnlyMemory<CaseEvent> Events { get; }

    internal int Tries => CaseState.From(Events.Span).AllAttempts;

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

    private CaseReport(CaseEvent[] events, Level level)
        : this(events.AsMemory(), level)
    {
    }
}
