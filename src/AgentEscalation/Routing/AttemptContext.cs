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

    /// <summary>What an attempt at a level may still use.</summary>
    public virtual Envelope LeftFor(Level level, bool isTrial) => (Task.Envelope is { } own ? Policy.Envelope.Within(own) : Policy.Envelope)
        .Within(level == Level.None ? Envelope.Unlimited : Policy[level].Envelope);

    /// <summary>Asks the verifier in between.</summary>
    public virtual ValueTask<Verdict> CheckAsync(Attempt attempt, CancellationToken cancellationToken) =>
        new(Verdict.Unverifiable("This attempt belongs to no router, so there is no verifier."));

    /// <summary>Runs a task inside an attempt of this run.</summary>
    public virtual ValueTask<RunResult> RunNestedAsync(AgentTask nested, Hands? hands, DateTimeOffset until, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This attempt belongs to no router, so it cannot run a task of its own.");
}
