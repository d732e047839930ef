using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Decisions;
using AgentEscalation.Policies;
using AgentEscalation.Scorecards;

namespace AgentEscalation.Routing;

/// <summary>What a run returns: the task ended with an <see cref="Outcome"/>, or it waits for a person. Immutable; safe for any thread.</summary>
public class RunResult
{
    private readonly Outcome _outcome;
    private readonly bool _ended;
    private readonly ReadOnlyMemory<CaseEvent> _events;
    private readonly RunRemains? _remains;
    private ImmutableArray<CaseEvent> _all;

    internal RunResult(Outcome? outcome, ReadOnlyMemory<CaseEvent> events, Usage usage, RunRemains? remains)
    {
        _ended = outcome is not null;
        _outcome = outcome.GetValueOrDefault();
        _events = events;
        _remains = remains;
        Usage = usage;
    }

    /// <summary>How the task ended; null while it waits for a decision.</summary>
    public Outcome? Outcome => _ended ? _outcome : null;

    /// <summary>Whether the result was verified.</summary>
    public bool IsVerified => _ended && _outcome.IsVerified;

    /// <summary>What to hand in with a decision; null unless it waits for one.</summary>
    public DecisionTicket? Ticket => _remains?.Ticket;

    /// <summary>The case; null when nothing failed.</summary>
    public CaseId? CaseId => _events.IsEmpty ? null : ((CaseOpened)_events.Span[0]).CaseId;

    /// <summary>What happened, in order; empty when nothing failed.</summary>
    public ImmutableArray<CaseEvent> Events
    {
        get
        {
            if (_all.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref _all, _events.Span.ToImmutableArray());
            }

            return _all;
        }
    }

    /// <summary>What the task used of its envelope.</summary>
    public Usage Usage { get; }

    /// <summary>What the task used of its envelope at a level.</summary>
    /// <param name="level">Level 1 to 4: its consults and attempts; None: outside of the levels, by the first work and by trials of options.</param>
    /// <returns>The usage; all levels and None together are <see cref="Usage"/>.</returns>
    public Usage UsageAt(Level level)
    {
        var used = _events.IsEmpty ? default : CaseScore.Of(_events.Span).Used;
        return level == Level.None
            ? Usage - used.At(Level.SelfRecovery) - used.At(Level.PeerConsultation) - used.At(Level.ArchitectureReview) - used.At(Level.UserDecision)
            : used.At(level);
    }

    /// <summary>The files of the best attempt as they differ from the user's folder before the run: written there when
    /// <see cref="IsVerified"/>, kept only here otherwise. Empty when the task has no folder or nothing was better than the start.</summary>
    public ImmutableArray<CaseFile> Files => _remains?.Files ?? [];

    /// <summary><see cref="Files"/> as a unified diff; empty when there are none.</summary>
    public string Diff => _remains?.Diff ?? "";

    /// <summary>About an end that was not verified: what stood in the way and what to do about it, for people. Null when there is nothing
    /// to say.</summary>
    public string? Detail => _remains?.Detail;

    /// <summary>The first line that a person reads: the outcome, or that it waits.</summary>
    /// <returns>For example "Resolved at level 2".</returns>
    public override string ToString() => _ended ? _outcome.ToString() : "Waiting for a decision";
}
