using AgentEscalation.Cases;
using AgentEscalation.Routing;

namespace AgentEscalation.Chat;

/// <summary>An adviser without a model and one with: the steps of the first go first, the words and steps of the second follow.</summary>
internal sealed class LayeredAdviser(IAdviser first, IAdviser model) : IAdviser
{
    public async ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken)
    {
        var known = await FirstAsync(report, cancellationToken).ConfigureAwait(false);
        if (known is { HigherUp: not null } || cancellationToken.IsCancellationRequested)
        {
            return known;
        }

        var advised = await model.AdviseAsync(report, cancellationToken).ConfigureAwait(false);
        if (known is null || advised is null)
        {
            return known ?? advised;
        }

        // What costs nothing is tried before somebody higher up is asked; the options stay for the card.
        var used = known.Usage + advised.Usage;
        return advised.Fault is not null ? known with { Usage = used }
            : advised.HigherUp is not null ? known with { Usage = used, Options = advised.Options }
            : advised with
            {
                Text = known.Text.IsEmpty ? advised.Text : $"{advised.Text.Value}\n{known.Text.Value}",
                Steps = known.Steps.AddRange(advised.Steps),
                Usage = used,
            };
    }

    private async ValueTask<Guidance?> FirstAsync(CaseReport report, CancellationToken cancellationToken)
    {
        try
        {
            return await first.AdviseAsync(report, cancellationToken).ConfigureAwait(false) is { Fault: null } answer ? answer : null;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
