using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Routing;

/// <summary>A registered specialist and verifier.</summary>
internal sealed class RegisteredHands(ISpecialist specialist, IVerifier verifier, string verifierName) : Hands
{
    public override string Verifier => verifierName;

    public override ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken) =>
        specialist.WorkAsync(attempt, cancellationToken);

    public override ValueTask<Verdict> JudgeAsync(Attempt attempt, in AttemptResult said, CancellationToken cancellationToken) =>
        verifier.VerifyAsync(attempt, cancellationToken);

    public override ValueTask<Verdict> CheckAsync(Attempt attempt, CancellationToken cancellationToken) =>
        verifier.VerifyAsync(attempt, cancellationToken);

    public override WorkspaceOptions RulesFor(AgentTask task, WorkspaceOptions options) =>
        verifier is IWorkspaceRules rules ? rules.RulesFor(task, options) : options;

    public override RunResult Result(Outcome? outcome, ReadOnlyMemory<CaseEvent> events, Usage usage, RunRemains? remains) =>
        new(outcome, events, usage, remains);
}
