using System.Runtime.CompilerServices;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Journal;
using AgentEscalation.Telemetry;
using Microsoft.Extensions.Logging;

namespace AgentEscalation.Decisions;

/// <summary>The cards that wait for a person, and their answers, whatever way these come. The first valid answer to a card counts and is kept
/// before anything else happens; later ones are told so. Whoever answers need not be able to go on: a process that has the specialist does. Safe for
/// any thread; every router has one.</summary>
public sealed class DecisionInbox
{
    /// <summary>How often one card is issued anew because its folder changed; after that the verifier alone is trusted.</summary>
    internal const int MostAnew = 8;

    /// <summary>How often somebody else may be a little faster before the answer is put off.</summary>
    private const int MostRounds = 20;

    private readonly ICaseJournal _journal;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IDecisionHost? _host;

    internal DecisionInbox(ICaseJournal journal, TimeProvider time, ILogger logger, IDecisionHost? host)
    {
        _journal = journal;
        _time = time;
        _logger = logger;
        _host = host;
    }

    /// <summary>The cards that wait and have not expired, the soonest to expire first; in no order when the journal has no index.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tickets.</returns>
    public async IAsyncEnumerable<DecisionTicket> PendingAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var id in WaitingAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } ticket)
            {
                yield return ticket;
            }
        }
    }

    /// <summary>The card of a case.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ticket; null when no card of the case waits, or its time is over.</returns>
    public async ValueTask<DecisionTicket?> FindAsync(CaseId caseId, CancellationToken cancellationToken = default)
    {
        var ticket = TicketOf(await _journal.ReadAsync(caseId, cancellationToken).ConfigureAwait(false) is { IsEmpty: false } events ? events.ToArray() : default);
        return ticket?.Card.Expires > _time.GetUtcNow() ? ticket : null;
    }

    /// <summary>Hands an answer in.</summary>
    /// <param name="decision">The answer, made by the card.</param>
    /// <param name="via">The way it came, for the record: a channel and where from, for example <c>http 203.0.113.7</c>. At most 200 characters.</param>
    /// <param name="cancellationToken">Takes the answer back as long as it is not kept.</param>
    /// <returns>Whether it counts; when it does the case goes on, here or elsewhere, and this does not wait for it.</returns>
    public async ValueTask<DecisionReceipt> AnswerAsync(Decision decision, string via, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var receipt = await TakeAsync(decision.CaseId, decision, via, cancellationToken).ConfigureAwait(false);
        return receipt.IsTaken || receipt.Fault is { Kind: DecisionFaultKind.Expired }
            ? receipt with { GoesOnHere = !receipt.Events.IsEmpty && _host?.GoOn(decision.CaseId, receipt.Events) == true }
            : receipt;
    }

    /// <summary>Ends what waits beyond its time: by the safe default, or unresolved, as each case's policy says. Needs nobody to await the case and
    /// no specialist. A host does this every minute.</summary>
    /// <param name="cancellationToken">Gives up; what is done stays.</param>
    /// <returns>How many cases it ended.</returns>
    public async ValueTask<int> ExpireAsync(CancellationToken cancellationToken = default)
    {
        var ended = 0;
        await foreach (var id in ToEndAsync(cancellationToken).ConfigureAwait(false))
        {
            var events = await _journal.ReadAsync(id, cancellationToken).ConfigureAwait(false);
            var state = CaseState.From(events.AsSpan());
            if (state.Status == CaseStatus.Waiting && state.Card!.Expires <= _time.GetUtcNow()
                && await ExpireAsync(id, events.ToArray(), cancellationToken).ConfigureAwait(false) is { } receipt)
            {
                _host?.GoOn(id, receipt.Events);
                ended++;
            }
        }

        return ended;
    }

    /// <summary>The cases that wait, found by the index where there is one.</summary>
    private async IAsyncEnumerable<CaseId> WaitingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_journal is not ICaseIndex index)
        {
            await foreach (var id in _journal.OpenCasesAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return id;
            }

            yield break;
        }

        var page = new CaseQuery { Status = CaseStatus.Waiting, Limit = 1000 };
        for (var found = page.Limit; found == page.Limit;)
        {
            found = 0;
            await foreach (var summary in index.ListAsync(page, cancellationToken).ConfigureAwait(false))
            {
                found++;
                page = page with { After = summary.CaseId };
                yield return summary.CaseId;
            }
        }
    }

    /// <summary>Cases whose card may have expired.</summary>
    private IAsyncEnumerable<CaseId> ToEndAsync(CancellationToken cancellationToken) => _journal is ICaseIndex index
        ? index.ToTakeUpAsync(_time.GetUtcNow(), CaseQuery.MostCases, cancellationToken)
        : _journal.OpenCasesAsync(cancellationToken);

    /// <summary>Keeps the answer, if it counts, and does not go on with the case.</summary>
    internal async ValueTask<DecisionReceipt> TakeAsync(CaseId caseId, Decision decision, string via, CancellationToken cancellationToken)
    {
        via = Plain.Name(via, "unknown");
        for (var round = 0; round < MostRounds; round++)
        {
            var events = (await _journal.ReadAsync(caseId, cancellationToken).ConfigureAwait(false)).ToArray();
            var state = CaseState.From(events);
            var now = _time.GetUtcNow();
            if (FaultOf(caseId, decision, in state, now) is { } fault)
            {
                if (fault.Kind != DecisionFaultKind.Expired)
                {
                    return Refused(caseId, fault, events, in state);
                }

                if (await ExpireAsync(caseId, events, cancellationToken).ConfigureAwait(false) is { } expired)
                {
                    return expired with { Fault = fault };
                }

                continue;
            }

            if (await StaleAsync(events, decision, cancellationToken).ConfigureAwait(false) is { } folder)
            {
                var anew = DecisionCard.Anew(in state, now, folder);
                if (await AppendAsync(caseId, events, anew, cancellationToken).ConfigureAwait(false) is { } reissued)
                {
                    Log.CardIssuedAnew(_logger, caseId, anew.Number, anew.Expires);
                    return Refused(caseId, Stale(anew), reissued, CaseState.From(reissued));
                }

                continue;
            }

            var taken = Taken(decision, now, via);
            if (await AppendAsync(caseId, events, taken, cancellationToken).ConfigureAwait(false) is { } after)
            {
                Log.DecisionTaken(_logger, caseId, taken.Number, taken.Digest.GetValueOrDefault(), taken.Option, taken.By, via);
                return new() { Decided = taken, Events = after };
            }
        }

        return new() { Fault = new(DecisionFaultKind.Busy, $"Case {caseId} is being changed by somebody else at this moment. Read the card and answer again.") };
    }

    private async ValueTask<CaseEvent[]?> AppendAsync(CaseId caseId, CaseEvent[] events, CaseEvent e, CancellationToken cancellationToken) =>
        await _journal.AppendAsync(caseId, events.Length, new[] { e }, cancellationToken).ConfigureAwait(false) ? [.. events, e] : null;

    private static DecisionFault? FaultOf(CaseId caseId, Decision decision, in CaseState state, DateTimeOffset now) =>
        state.Status == CaseStatus.None
            ? new(DecisionFaultKind.UnknownCase, $"There is no case {caseId} here: it was never kept, or it is removed.")
            : decision.Check(in state, now);

    private static DecisionTaken Taken(Decision decision, DateTimeOffset now, string via) =>
        new(now, decision.Number, decision.Option, Redactor.Redact(decision.Words), Plain.Name(decision.By, "user"))
        {
            Via = via,
            Digest = decision.Digest,
        };

    private static DecisionFault Stale(CardIssued anew) => new(
        DecisionFaultKind.Stale,
        $"The folder has changed since card {anew.Number} was issued, so the answer was not taken. The card is issued anew: read it and answer again.");

    /// <summary>What the folder is now, when the card speaks of another one. Stopping is right whatever the folder holds.</summary>
    private async ValueTask<ulong?> StaleAsync(CaseEvent[] events, Decision decision, CancellationToken cancellationToken)
    {
        var state = CaseState.From(events);
        return decision.Option != DecisionOption.StopKey && _host is not null
            && state.Card?.Folder is { } folder && state.Opened!.Workspace is { } workspace
            && events.Count(e => e is CardIssued card && card.Number == state.CardsIssued) <= MostAnew
            && await _host.FolderAsync(workspace, cancellationToken).ConfigureAwait(false) is { } now && now != folder
            ? now
            : null;
    }

    /// <summary>Ends a case whose card's time is over.</summary>
    /// <returns>Null when somebody else was faster.</returns>
    private async ValueTask<DecisionReceipt?> ExpireAsync(CaseId caseId, CaseEvent[] events, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var state = CaseState.From(events);
        var expired = new CardExpired(now, state.CardsIssued);
        state.Apply(expired);
        var closed = new CaseClosed(now, Ladder.Next(in state, state.Opened!.Policy, now).Outcome);
        if (!await _journal.AppendAsync(caseId, events.Length, new CaseEvent[] { expired, closed }, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        Log.CardExpired(_logger, caseId, expired.Number, closed.Outcome);
        return new() { Outcome = closed.Outcome, Events = (CaseEvent[])[.. events, expired, closed] };
    }

    private DecisionReceipt Refused(CaseId caseId, DecisionFault fault, CaseEvent[] events, in CaseState state)
    {
        Log.DecisionRefused(_logger, caseId, fault.Kind);
        var decided = events.OfType<DecisionTaken>().LastOrDefault();
        if (fault.Kind == DecisionFaultKind.Used && decided is not null)
        {
            var via = decided.Via is { } way ? $" ({way})" : "";
            fault = fault with { Message = $"Card {decided.Number} of case {caseId} was decided at {decided.At:u} by {decided.By}{via}: {decided.Option}. A decision counts once." };
        }

        return new()
        {
            Fault = fault,
            Decided = decided,
            Ticket = TicketOf(events),
            Outcome = state.Status == CaseStatus.Closed ? state.Outcome : null,
        };
    }

    private static DecisionTicket? TicketOf(CaseEvent[]? events) =>
        events is not null && CaseState.From(events) is { Status: CaseStatus.Waiting } state ? new(state.CaseId, new(events, state.Card!)) : null;
}
