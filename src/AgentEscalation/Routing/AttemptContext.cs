using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

/// <summary>What the attempts of one run have in common. An attempt refers to it, so that it stays cheap to copy.</summary>
internal class AttemptContext
{
    protected AttemptContext()
    {
    }

    public AttemptContext(AgentTask task, EscalationPolicy policy, TimeProvider time)
    {
        Task = task;
        Policy = policy;
        Time = time;
    }

    /// <summary>Differs from that of an attempt that has ended, since a context is used again.</summary>
    public int Generation { get; protected set; }

    public AgentTask Task { get; protected set; } = null!;

    public EscalationPolicy Policy { get; protected set; } = null!;

    public TimeProvider Time { get; protected set; } = null!;

    public virtual AgentDefinition? Definition => null;

    /// <summary>The case, once it has opened.</summary>
    public virtual CaseId? CaseId => null;

    /// <summary>All events so far.</summary>
    public virtual ReadOnlyMemory<CaseEvent> Events => default;

    /// <summary>Runs a task inside an attempt of this run.</summary>
    public virtual ValueTask<RunResult> RunNestedAsync(AgentTask nested, Hands? hands, DateTimeOffset until, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This attempt belongs to no router, so it cannot run a task of its own.");
}
