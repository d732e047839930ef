using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Decisions;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Puts the card before the user, or goes on with the answer to it.</summary>
    /// <returns>The result when the run has to wait; null when the climb goes on.</returns>
    private async ValueTask<RunResult?> AwaitDecisionAsync(LadderStep step)
    {
        if (_state.Status != CaseStatus.Waiting)
        {
            var options = await OptionsAsync(step).ConfigureAwait(false);
            if (!_callerCancelled)
            {
                await IssueAsync(options).ConfigureAwait(false);
            }

            return null;
        }

        LeaveSlot();
        if (_now >= step.Until)
        {
            Add(new CardExpired(_now, step.Number));
            return null;
        }

        if (await AskDeskAsync(step).ConfigureAwait(false))
        {
            return _state.Status == CaseStatus.Closed ? await Closed(_state.Outcome).ConfigureAwait(false) : null;
        }

        return _callerCancelled ? null : await ParkAsync().ConfigureAwait(false);
    }

    private async ValueTask IssueAsync(ImmutableArray<DecisionOption> options)
    {
        // Trials took time; the card waits from now on.
        var step = Ladder.Next(in _state, Policy, _now);
        var folder = _workplace is null ? null : await _workplace.ReadFolderAsync().ConfigureAwait(false);
        Add(DecisionCard.Issue(in _state, options, step, _now, folder));
        await KeepAsync().ConfigureAwait(false);
        _parts.Signals.CardIssued(_seat.Agent);
        Log.CardIssued(_parts.Signals.Logger, _state.CaseId, step.Number, step.Until);
    }

    /// <summary>Asks the desk, if there is one that may be waited for. The card can be answered in every other way meanwhile.</summary>
    /// <returns>Whether there is an answer, so that the climb goes on.</returns>
    private async ValueTask<bool> AskDeskAsync(LadderStep step)
    {
        if (_parts.Desk is not { } desk || _parts.DecisionWait == TimeSpan.Zero)
        {
            return false;
        }

        _parts.InMemory?.Keep(_state.CaseId, Events);
        _isListed = true;
        var wait = _parts.DecisionWait;
        var until = wait == Timeout.InfiniteTimeSpan || wait >= step.Until - _now ? step.Until : _now + wait;
        Arm(until);
        Tell(RunPhase.Deciding, step with { Until = until }, null);
        var decision = await AnswerOfAsync(desk).ConfigureAwait(false);
        ReadClock();
        if (_callerCancelled)
        {
            return false;
        }

        if (decision is not null)
        {
            await _parts.Inbox.TakeAsync(_state.CaseId, decision, "desk", CancellationToken.None).ConfigureAwait(false);
        }

        if (!await LearnAsync().ConfigureAwait(false))
        {
            return false;
        }

        await TakeDecisionInAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Reads what was appended by others while this run waited.</summary>
    /// <returns>Whether there was anything.</returns>
    private async ValueTask<bool> LearnAsync()
    {
        var events = await _parts.Journal.ReadAsync(_state.CaseId, CancellationToken.None).ConfigureAwait(false);
        if (events.Length <= _count)
        {
            return false;
        }

        for (var i = _count; i < events.Length; i++)
        {
            Add(events[i]);
        }

        _kept = _count;
        TellEvents();
        ReadClock();
        return true;
    }

    /// <summary>Gets ready for what was decided.</summary>
    private async ValueTask TakeDecisionInAsync()
    {
        if (_events[_count - 1] is DecisionTaken decision)
        {
            await AllowAsync(decision.Option).ConfigureAwait(false);
        }

        if (_state.Status == CaseStatus.Open)
        {
            await EnterSlotAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<Decision?> AnswerOfAsync(IDecisionDesk desk)
    {
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(Token);
        try
        {
            var call = desk.AskAsync(new(Events, _state.Card!), asking.Token).AsTask();
            var answered = AnsweredElsewhereAsync(asking.Token);
            if (await System.Threading.Tasks.Task.WhenAny(call, answered).ConfigureAwait(false) == answered && await answered.ConfigureAwait(false))
            {
                // There is nothing left to ask.
                ReadClock();
                Arm(_now);
            }

            return await SettledAsync(call).ConfigureAwait(false) ? await call.ConfigureAwait(false) : null;
        }
        catch (OperationCanceledException) when (IsCut)
        {
            return null;
        }
        catch (Exception e)
        {
            Log.PassedOver(_parts.Signals.Logger, "The decision desk", e);
            return null;
        }
        finally
        {
            await asking.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Looks now and then whether the card was answered in another way, maybe by another process.</summary>
    /// <returns>False when the desk was first.</returns>
    private async Task<bool> AnsweredElsewhereAsync(CancellationToken cancellationToken)
    {
        var (id, known) = (_state.CaseId, _count);
        try
        {
            while (true)
            {
                await System.Threading.Tasks.Task.Delay(LookAgain, Time, cancellationToken).ConfigureAwait(false);
                if ((await _parts.Journal.ReadAsync(id, cancellationToken).ConfigureAwait(false)).Length > known)
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>From here on the case is an entry in a dictionary, or only a row in its journal.</summary>
    /// <returns>Null when it was answered just before.</returns>
    private async ValueTask<RunResult?> ParkAsync()
    {
        var id = _state.CaseId;
        var remains = await RemainsAsync().ConfigureAwait(false) ?? new();
        var ticket = new DecisionTicket(id, new(Events, _state.Card!));
        if (_parts.InMemory is not null || _hands is not RegisteredHands)
        {
            var waiting = new WaitingCase(Task, _seat, _hands, Events, _before, HandOverWorkspace());
            _parts.Waiting.Enter(id, waiting);
            if (await AnsweredMeanwhileAsync(waiting).ConfigureAwait(false))
            {
                return null;
            }
        }

        _parts.InMemory?.Keep(id, ticket.Card.Report.Events);
        _parts.Signals.RunEnded(_span, _seat.Agent, _state.Class, null, _now - _begun);
        return _hands.Result(null, ticket.Card.Report.Events, _before + _state.Usage, remains with { Ticket = ticket });
    }

    /// <summary>A card of a durable case can be answered as soon as it is kept, before this run has stepped aside.</summary>
    private async ValueTask<bool> AnsweredMeanwhileAsync(WaitingCase waiting)
    {
        if (_parts.InMemory is not null || !await LearnAsync().ConfigureAwait(false) || !_parts.Waiting.Leave(_state.CaseId, waiting))
        {
            return false;
        }

        _workplace = waiting.Workplace;
        await TakeDecisionInAsync().ConfigureAwait(false);
        return true;
    }
}
