using AgentEscalation.Cases;
using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

public sealed partial class EscalationRouter
{
    /// <summary>Asks one responder for advice outside any case: nothing climbs, nothing is kept, no attempt follows.</summary>
    /// <param name="responder">Its name.</param>
    /// <param name="report">What is asked; its level's time is what the answer may take.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>The answer, cut to size and freed of secrets; null when it has none.</returns>
    /// <exception cref="TaskRefusedException">Nobody answers by that name.</exception>
    /// <exception cref="TimeoutException">It did not answer in the time of the report's level.</exception>
    public async ValueTask<Guidance?> AdviseAsync(string responder, CaseReport report, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(responder);
        ArgumentNullException.ThrowIfNull(report);
        var adviser = _parts.Roster.AdviserOf(responder)
            ?? throw new TaskRefusedException($"There is no adviser '{responder}'. Register one of that name.");
        var time = (report.Level < Level.ArchitectureReview ? report.Policy.PeerConsultation : report.Policy.ArchitectureReview).Timeout;
        using var late = new CancellationTokenSource(time, _parts.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var guidance = await adviser.AdviseAsync(report, both.Token).AsTask().WaitAsync(both.Token).ConfigureAwait(false);
            if (guidance is null)
            {
                return null;
            }

            _parts.Signals.Spent(report.Agent, guidance.Usage);
            return Intake.Clean(guidance);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"'{responder}' did not answer within {time}.", e);
        }
    }
}
