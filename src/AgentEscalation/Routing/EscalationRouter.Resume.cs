using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Routing;

public sealed partial class EscalationRouter
{
    /// <summary>Takes a case up that somebody else left: its owner is gone, its decision came from elsewhere, or its card has expired.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="cancellationToken">Cancels the task; when the host is closing, the case is left as it stands.</param>
    /// <returns>How it ended, or the next ticket; null when there is nothing to go on with here: it has an owner, waits, is closed or is not
    /// known.</returns>
    /// <remarks>The agent has to be registered here; when it is not, the case ends Unresolved(SpecialistMissing).</remarks>
    public ValueTask<RunResult?> ResumeAsync(CaseId caseId, CancellationToken cancellationToken = default) =>
        ResumeAsync(caseId, endsMissing: true, cancellationToken);

    /// <summary>As above; a case whose agent is not registered here can be left to another process.</summary>
    internal async ValueTask<RunResult?> ResumeAsync(CaseId caseId, bool endsMissing, CancellationToken cancellationToken)
    {
        if (_parts.InMemory is not null)
        {
            return null;
        }

        var events = await _parts.Journal.ReadAsync(caseId, cancellationToken).ConfigureAwait(false);
        var state = CaseState.From(events.AsSpan());
        var now = _parts.Time.GetUtcNow();
        if (state.Opened is not { } opened || state.Status == CaseStatus.Closed || (state.Status == CaseStatus.Waiting && now < state.Card!.Expires))
        {
            return null;
        }

        var parked = _parts.Waiting.Find(caseId);
        var waiting = parked is not null ? parked with { Events = events.ToArray() } : Elsewhere(opened, events.ToArray());
        if ((waiting.Hands is MissingHands && !endsMissing) || !await TakeAsync(caseId, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (parked is not null)
        {
            _parts.Waiting.Leave(caseId, parked);
        }

        CaseEvent first = state.Status == CaseStatus.Waiting ? new CardExpired(now, state.CardsIssued) : new Resumed(now, Owner);
        var result = await Climb.Rent(_parts, waiting.Seat, waiting.Task, waiting.Hands, null, cancellationToken)
            .GoOnAsync(waiting, first).ConfigureAwait(false);
        if (waiting.Task.Key is { } key)
        {
            EndKeyed(key, result);
        }

        return result;
    }

    private ValueTask<bool> TakeAsync(CaseId caseId, CancellationToken cancellationToken) =>
        _parts.Leases is { } leases ? leases.TakeAsync(caseId, cancellationToken) : new(true);

    /// <summary>A case of another process, with the hands that this one has for it.</summary>
    private WaitingCase Elsewhere(CaseOpened opened, ReadOnlyMemory<CaseEvent> events)
    {
        var task = new AgentTask
        {
            Agent = opened.Agent,
            Text = opened.Task,
            Key = opened.Key,
            Workspace = opened.Workspace,
            Verifier = opened.Verifier,
            MayEdit = opened.MayEdit.IsDefault ? [] : opened.MayEdit,
        };
        var missing = $"The case was worked on by functions of a process that is gone. Register a specialist for agent '{task.Agent}' and run the task again.";
        var hands = opened.ByFunctions ? null : _parts.Roster.FindHands(task, out missing);
        return new(task, SeatOf(opened), hands ?? new MissingHands(missing), events, opened.Usage, null, Elsewhere: true);
    }

    /// <summary>An agent that is not known here has no rules of its own, and the case has those that it froze.</summary>
    private Seat SeatOf(CaseOpened opened)
    {
        try
        {
            return _parts.Roster.SeatOf(opened.Agent);
        }
        catch (TaskRefusedException)
        {
            return new(opened.Agent, null, opened.Policy, new(1));
        }
    }

    /// <summary>A case that waits in a journal leaves nothing here: who asks for its key again reads it there.</summary>
    private void EndKeyed(string key, RunResult result) => _keyed.End(key, result, keepWaiting: _parts.InMemory is not null);
}
