using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Routing;

/// <summary>Stands for hands that a resumed case had and this process does not. The case ends with that, it is never guessed.</summary>
internal sealed class MissingHands(string reason) : Hands
{
    public string Reason { get; } = reason;

    public override string Verifier => "missing";

    public override ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken) =>
        throw new InvalidOperationException(Reason);

    public override ValueTask<Verdict> JudgeAsync(Attempt attempt, in AttemptResult said, CancellationToken cancellationToken) =>
        new(Verdict.Unverifiable(Reason));

    public override RunResult Result(Outcome? outcome, ReadOnlyMemory<CaseEvent> events, Usage usage, RunRemains? remains) =>
        new(outcome, events, usage, remains);
}
