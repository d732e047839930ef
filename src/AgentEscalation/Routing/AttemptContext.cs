using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

/// <summary>What the attempts of one run have in common. An attempt refers to it, so that it stays cheap to copy.</summary>
internal class AttemptContext(AgentTask task, EscalationPolicy policy, TimeProvider time)
{
    public AgentTask Task { get; } = task;

    public EscalationPolicy Policy { get; } = policy;

    public TimeProvider Time { get; } = time;

    /// <summary>The first <paramref name="count"/> events; those that follow them later are not seen.</summary>
    public virtual ImmutableArray<CaseEvent> EventsUpTo(int count) => [];

    /// <summary>Runs a task inside an attempt of this run.</summary>
    public virtual ValueTask<RunResult> RunNestedAsync(AgentTask nested, DateTimeOffset until, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This attempt belongs to no router, so it cannot run a task of its own.");

    /// <summary>The case, once it has opened.</summary>
    public virtual CaseId? CaseId => null;
}
