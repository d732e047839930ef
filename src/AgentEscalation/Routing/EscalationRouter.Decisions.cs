using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Decisions;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

public sealed partial class EscalationRouter
{
    private const int MostLooks = 50;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    /// <summary>Goes on with a case that waits.</summary>
    /// <param name="ticket">What the run returned.</param>
    /// <param name="decision">The answer, made by the ticket's card; it counts once.</param>
    /// <param name="cancellationToken">Cancels the task once the decision is taken; before that it only takes the call back.</param>
    /// <returns>How it ended, or the next ticket. When the card expired meanwhile: how that ended it.</returns>
    /// <exception cref="DecisionRefusedException">The decision does not count; nothing changed.</exception>
    public ValueTask<RunResult> DecideAsync(DecisionTicket ticket, Decision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return DecideAsync(ticket.CaseId, decision, cancellationToken);
    }

    /// <summary>Goes on with a case that waits.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="decision">The answer, made by the case's last card; it counts once.</param>
    /// <param name="cancellationToken">Cancels the task once the decision is taken; before that it only takes the call back.</param>
    /// <returns>How it ended, or the next ticket. When the card expired meanwhile: how that ended it.</returns>
    /// <exception cref="DecisionRefusedException">The decision does not count; nothing changed.</exception>
    public async ValueTask<RunResult> DecideAsync(CaseId caseId, Decision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        cancellationToken.ThrowIfCancellationRequested();

        var receipt = await Decisions.TakeAsync(caseId, decision, "code", cancellationToken).ConfigureAwait(false);
        if (receipt.Fault is not null and not { Kind: DecisionFaultKind.Expired })
        {
            throw new DecisionRefusedException(receipt.Fault);
        }

        return await GoOnAsync(WaitingOf(caseId, receipt.Events), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with a case whose task makes a value; see <see cref="DecideAsync(DecisionTicket, Decision, CancellationToken)"/>.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="ticket">What the run returned.</param>
    /// <param name="decision">The answer, made by the ticket's card; it counts once.</param>
    /// <param name="cancellationToken">Cancels the task once the decision is taken; before that it only takes the call back.</param>
    /// <returns>How it ended, with the value when it was verified, or the next ticket.</returns>
    /// <exception cref="DecisionRefusedException">The decision does not count; nothing changed.</exception>
    public ValueTask<RunResult<T>> DecideAsync<T>(DecisionTicket ticket, Decision decision, CancellationToken cancellationToken = default) =>
        TypedAsync<T>(DecideAsync(ticket, decision, cancellationToken));

    /// <summary>Goes on with a case whose last event its journal has.</summary>
    internal async ValueTask<RunResult> GoOnAsync(WaitingCase waiting, CancellationToken cancellationToken)
    {
        // Decided before it is taken: a waiting case can be taken by many, decided only by one.
        if (waiting.Events.Span is [CaseOpened opened, .., not CaseClosed] && !await TakeSoonAsync(opened.CaseId, cancellationToken).ConfigureAwait(false))
        {
            throw new CaseTakenException($"Case {opened.CaseId} is worked on by another process. Read it from the journal to see how it stands.");
        }

        var result = await Climb.Rent(_parts, waiting.Seat, waiting.Task, waiting.Hands, null, cancellationToken)
            .GoOnAsync(waiting).ConfigureAwait(false);
        if (waiting.Task.Key is { } key)
        {
            EndKeyed(key, result);
        }

        return result;
    }

    /// <summary>Who took the case while it waited may just be giving it back.</summary>
    private async ValueTask<bool> TakeSoonAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            if (await TakeAsync(caseId, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            await Task.Delay(BetweenLooks, _parts.Time, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>What is needed to go on: what the run left here, else what the events of an earlier process say.</summary>
    internal WaitingCase WaitingOf(CaseId caseId, ReadOnlyMemory<CaseEvent> events)
    {
        if (_parts.Waiting.Find(caseId) is { } left && _parts.Waiting.Leave(caseId, left))
        {
            return left with { Events = events };
        }

        return Elsewhere((CaseOpened)events.Span[0], events);
    }

    /// <summary>Goes on with answered cases on behalf of the inbox.</summary>
    private sealed class DecisionHost(EscalationRouter router) : IDecisionHost
    {
        public ValueTask<ulong?> FolderAsync(string workspace, CancellationToken cancellationToken) =>
            Workspaces.FolderDigest.OfAsync(workspace, null, cancellationToken);

        public bool GoOn(CaseId caseId, ReadOnlyMemory<CaseEvent> events)
        {
            if (router._parts.Waiting.Find(caseId) is null
                && (events.Span[^1] is CaseClosed || router.Elsewhere((CaseOpened)events.Span[0], events).Hands is MissingHands))
            {
                return false;
            }

            _ = Task.Run(() => GoOnAsync(caseId, events), CancellationToken.None);
            return true;
        }

        private async Task GoOnAsync(CaseId caseId, ReadOnlyMemory<CaseEvent> events)
        {
            try
            {
                await router.GoOnAsync(router.WaitingOf(caseId, events), CancellationToken.None).ConfigureAwait(false);
            }
            catch (CaseTakenException)
            {
                Log.TakenElsewhere(router._parts.Signals.Logger, caseId);
            }
            catch (Exception e)
            {
                Log.GoingOnFailed(router._parts.Signals.Logger, caseId, e);
            }
        }
    }
}
