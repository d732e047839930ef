using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Routing;

/// <summary>Who works and who judges in one run, so that the climb need not know whether they are functions or registered.</summary>
internal abstract class Hands
{
    public abstract ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken);

    /// <summary>Judges what this attempt said and left behind. The answer of an abandoned attempt never comes here.</summary>
    public abstract ValueTask<Verdict> JudgeAsync(Attempt attempt, in AttemptResult said, CancellationToken cancellationToken);

    /// <summary>Judges in between, when there is something that can be judged without the attempt's own answer.</summary>
    public virtual ValueTask<Verdict> CheckAsync(Attempt attempt, CancellationToken cancellationToken) =>
        new(Verdict.Unverifiable("What this task makes can be judged only when the attempt is over."));

    public abstract RunResult Result(Outcome? outcome, ReadOnlyMemory<CaseEvent> events, Usage usage, RunRemains? remains);

    /// <summary>Adds what the verifier calls its own in the task's folder.</summary>
    public virtual WorkspaceOptions RulesFor(AgentTask task, WorkspaceOptions options) => options;

    /// <summary>What the verifier is called in telemetry.</summary>
    public abstract string Verifier { get; }
}
