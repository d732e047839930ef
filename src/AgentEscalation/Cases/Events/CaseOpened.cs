using System.Collections.Immutable;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events;

/// <summary>The first failed verification: the case begins, with everything that later steps depend on frozen into it.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="caseId">The case.</param>
/// <param name="agent">The specialist.</param>
/// <param name="task">What it was asked to do.</param>
/// <param name="policy">The effective policy: responders resolved, defaults applied, the task's own envelope and deadline taken in.</param>
/// <param name="failure">What was found; the case keeps its class.</param>
/// <param name="deadline">When the task's time is over; null when it has none.</param>
/// <param name="expectedAttempt">How long an attempt at this class takes, by its history; zero when there is none.</param>
/// <param name="key">The task's idempotency key; null when it has none.</param>
/// <param name="workspace">The user's folder; null when the task has none.</param>
public sealed class CaseOpened(
    DateTimeOffset at,
    CaseId caseId,
    string agent,
    string task,
    EscalationPolicy policy,
    Failure failure,
    DateTimeOffset? deadline,
    TimeSpan expectedAttempt,
    string? key,
    string? workspace) : CaseEvent(at)
{
    /// <summary>The case.</summary>
    public CaseId CaseId { get; } = caseId;

    /// <summary>The specialist.</summary>
    public string Agent { get; } = agent;

    /// <summary>What it was asked to do.</summary>
    public string Task { get; } = task;

    /// <summary>The effective policy: responders resolved, defaults applied, the task's own envelope and deadline taken in.</summary>
    public EscalationPolicy Policy { get; } = policy;

    /// <summary>What was found; the case keeps its class.</summary>
    public Failure Failure { get; } = failure;

    /// <summary>When the task's time is over; null when it has none.</summary>
    public DateTimeOffset? Deadline { get; } = deadline;

    /// <summary>How long an attempt at this class takes, by its history; zero when there is none.</summary>
    public TimeSpan ExpectedAttempt { get; } = expectedAttempt;

    /// <summary>The task's idempotency key; null when it has none.</summary>
    public string? Key { get; } = key;

    /// <summary>The user's folder; null when the task has none.</summary>
    public string? Workspace { get; } = workspace;

    /// <summary>Name of the verifier that the task asked for; null: the agent's own.</summary>
    public string? Verifier { get; init; }

    /// <summary>Globs of the verifier's own inputs that the task may edit all the same; default when there are none.</summary>
    public ImmutableArray<string> MayEdit { get; init; }

    /// <summary>Whether functions of the process work and judge, which no other process has.</summary>
    public bool ByFunctions { get; init; }

    /// <summary>What the first work used, before the case opened. The envelope in <see cref="Policy"/> is what it left.</summary>
    public Usage Usage { get; init; } = Usage.None;

    /// <summary>What the first work left, where the ladder starts from, as it differs from the original; default when nothing.</summary>
    public ImmutableArray<CaseFile> Files { get; init; }
}
