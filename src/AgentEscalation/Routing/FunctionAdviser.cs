using AgentEscalation.Cases;

namespace AgentEscalation.Routing;

/// <summary>A function as an adviser.</summary>
internal sealed class FunctionAdviser(Func<CaseReport, CancellationToken, ValueTask<Guidance?>> advise) : IAdviser
{
    public ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken) => advise(report, cancellationToken);
}
