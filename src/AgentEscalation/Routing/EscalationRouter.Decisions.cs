using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Decisions;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

public sealed partial class EscalationRouter
{
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
        var waiting = _parts.Waiting.Find(caseId) ?? await FindAsync(caseId, cancellationToken).ConfigureAwait(false);
        if (waiting is null)
        {
            throw new DecisionRefusedException(new DecisionFault(
                DecisionFaultKind.Used, $"Case {caseId} does not wait for a decision: it is decided, closed or not known here."));
        }

        var now = _parts.Time.GetUtcNow();
        var fault = decision.Check(CaseState.From(waiting.Events.Span), now);
        if (fault is not null and not { Kind: DecisionFaultKind.Expired })
        {
            throw new DecisionRefusedException(fault);
        }

        if (_parts.Waiting.Find(caseId) is not null && !_parts.Waiting.Leave(caseId, waiting))
        {
            throw new DecisionRefusedException(new DecisionFault(
                DecisionFaultKind.Used, $"Card {decision.Number} of case {caseId} was decided a moment ago; a decision counts once."));
        }

        CaseEvent first = fault is null ? Climb.Taken(decision, now) : new CardExpired(now, decision.Number);
        Log.DecisionTaken(_parts.Signals.Logger, caseId, decision.Number, fault is null ? decision.Option : "expired");
        var result = await Climb.Rent(_parts, waiting.Seat, waiting.Task, waiting.Hands, null, cancellationToken)
            .GoOnAsync(waiting, first).ConfigureAwait(false);
        if (waiting.Task.Key is { } key)
        {
            _keyed.End(key, result);
        }

        return result;
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

    /// <summary>A case of an earlier process, whose agent has to be registered here.</summary>
    private async ValueTask<WaitingCase?> FindAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        var events = await _parts.Journal.ReadAsync(caseId, cancellationToken).ConfigureAwait(false);
        var state = CaseState.From(events.AsSpan());
        if (state.Status != CaseStatus.Waiting || _parts.InMemory is not null)
        {
            return null;
        }

        var opened = state.Opened!;
        var task = new AgentTask { Agent = opened.Agent, Text = opened.Task, Key = opened.Key, Workspace = opened.Workspace };
        var hands = _parts.Roster.FindHands(task, out var missing) ?? new MissingHands(missing);
        return new(task, _parts.Roster.SeatOf(task.Agent), hands, events.ToArray(), Usage.None, null, Elsewhere: true);
    }
}
