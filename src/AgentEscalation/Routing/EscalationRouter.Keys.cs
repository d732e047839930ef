using System.Threading.Channels;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Routing;

public sealed partial class EscalationRouter
{
    /// <summary>The same key starts nothing twice: who comes later gets the first one's result, also from an earlier process when the journal
    /// has it.</summary>
    private async ValueTask<RunResult> RunKeyedAsync(
        AgentTask task, string key, Seat seat, Hands hands, ChannelWriter<RunUpdate>? updates, CancellationToken cancellationToken)
    {
        if (!_keyed.Claim(key, out var run))
        {
            return await run.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var result = await FromJournalAsync(task, key, seat, hands, updates, cancellationToken).ConfigureAwait(false)
                ?? await Climb.Rent(_parts, seat, task, hands, updates, cancellationToken).RunAsync().ConfigureAwait(false);
            EndKeyed(key, result);
            return result;
        }
        catch (Exception e)
        {
            _keyed.Drop(key, run, e);
            throw;
        }
    }

    /// <summary>What an earlier process began is taken up where its events end.</summary>
    private async ValueTask<RunResult?> FromJournalAsync(
        AgentTask task, string key, Seat seat, Hands hands, ChannelWriter<RunUpdate>? updates, CancellationToken cancellationToken)
    {
        if (_parts.InMemory is not null)
        {
            return null;
        }

        var events = await _parts.Journal.ReadAsync(IdSource.Of(key), cancellationToken).ConfigureAwait(false);
        if (events.IsEmpty)
        {
            return null;
        }

        var state = CaseState.From(events.AsSpan());
        var known = new WaitingCase(task, seat, hands, events.ToArray(), state.Opened!.Usage, null, Elsewhere: true);
        if (state.Status == CaseStatus.Open && !await TakeAsync(state.CaseId, cancellationToken).ConfigureAwait(false))
        {
            throw new CaseTakenException($"Case {state.CaseId} of key '{key}' is worked on by another process. Read it from the journal to see how it stands.");
        }

        return state.Status == CaseStatus.Open
            ? await Climb.Rent(_parts, seat, task, hands, updates, cancellationToken)
                .GoOnAsync(known, new Resumed(_parts.Time.GetUtcNow(), Owner)).ConfigureAwait(false)
            : Standing(known, state);
    }

    private static RunResult Standing(WaitingCase known, in CaseState state)
    {
        var ticket = state.Status == CaseStatus.Waiting ? new Decisions.DecisionTicket(state.CaseId, new(known.Events, state.Card!)) : null;
        var remains = new RunRemains { Ticket = ticket, Files = state.BestFiles.IsDefault ? [] : state.BestFiles };
        return known.Hands.Result(state.Status == CaseStatus.Closed ? state.Outcome : null, known.Events, state.Usage, remains);
    }

    private static string Owner { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";
}
