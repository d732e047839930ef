using AgentEscalation.Cases;
using AgentEscalation.Routing;

namespace AgentEscalation.Chat;

/// <summary>A specialist without a model goes first; the model gets what it leaves, in the same attempt.</summary>
internal sealed class LayeredSpecialist(ISpecialist first, ChatSpecialist model) : ISpecialist
{
    public async ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var start = attempt.Workspace?.Current;
        var said = await FirstAsync(attempt, cancellationToken).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested || said.HigherUp is not null || said.Trigger is not null)
        {
            return said;
        }

        var found = attempt.Last;
        var changed = attempt.Workspace is { } copy
            && (await copy.CaptureAsync(cancellationToken).ConfigureAwait(false)).Digest != start!.Digest;
        if (changed || !said.GaveUp)
        {
            var verdict = await attempt.CheckAsync(cancellationToken).ConfigureAwait(false);
            if (verdict.Failure is null)
            {
                return said;
            }

            found = verdict.Failure;
        }

        var then = await model.WorkAsync(attempt, start, found, cancellationToken).ConfigureAwait(false);
        return then with { Usage = (said.Usage ?? Usage.None) + (then.Usage ?? Usage.None) };
    }

    private async ValueTask<AttemptResult> FirstAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await first.WorkAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new() { GaveUp = true };
        }
    }
}
