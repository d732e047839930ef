using AgentEscalation.Routing;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Samples.HumanDecision;

/// <summary>The specialist: knows the usual slips in dates, and does what the option that was chosen says.</summary>
internal sealed class DateKeeper : ISpecialist
{
    public ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var copy = attempt.Workspace!;
        var orders = copy.ReadText("orders.csv")!;
        var chosen = attempt.Guidance?.Steps.FirstOrDefault(step => step.Kind == "replace")?.Arguments;
        var mended = chosen is not null
            ? orders.Replace(chosen["old"], chosen["new"], StringComparison.Ordinal)
            : orders.Replace(attempt.Number == 1 ? "/" : ".", "-", StringComparison.Ordinal);
        copy.Apply([new FileEdit.Write("orders.csv", mended)]);
        return default;
    }
}
