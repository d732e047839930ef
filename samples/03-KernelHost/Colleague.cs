using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Routing;
using AgentEscalation.SemanticKernel;

namespace AgentEscalation.Samples.KernelHost;

/// <summary>Answers reports where an application would ask a bigger model; the structure of the answer is the same.</summary>
internal sealed class Colleague : IAdviser
{
    public ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken) => new(
        report.Error.Value?.Contains("ISO 4217", StringComparison.Ordinal) == true
            ? Guidance.Of("The currency has to be a code: EUR.") with
            {
                Steps = [new(GuidanceSteps.Arguments, ImmutableDictionary<string, string>.Empty.Add("currency", "EUR"))],
            }
            : Guidance.Of("Whether the mail went out is not known. Do not send it twice; tell the user and offer another way."));
}
