using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Journal;

/// <summary>Keeps cases as long as the process lives. A router with this journal writes nothing while a case climbs: the events stay in the
/// run's own array, which is handed over when the case begins to wait for a person. Of closed cases the latest are kept. Safe for any
/// thread.</summary>
/// <param name="closedKept">How many closed cases to keep, 0 or more.</param>
public sealed class InMemoryJournal(int closedKept = 1000) : ICaseJournal, ICaseIndex
{
    private readonly ConcurrentDictionary<CaseId, ReadOnlyMemory<CaseEvent>> _cases = new();
    private readonly ConcurrentQueue<CaseId> _closed = new();

    /// <inheritdoc/>
    public ValueTask<bool> AppendAsync(CaseId caseId, int version, ReadOnlyMemory<CaseEvent> events, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (events.IsEmpty)
        {
            throw new ArgumentException("There is nothing to append.", nameof(events));
        }

        var known = _cases.TryGetValue(caseId, out var before);
        if (before.Length != version)
        {
            return new(false);
        }

        ReadOnlyMemory<CaseEvent> after = (CaseEvent[])[.. before.Span, .. events.Span];
        if (!(known ? _cases.TryUpdate(caseId, after, before) : _cases.TryAdd(caseId, after)))
        {
            return new(false);
        }

        ForgetOldestWhenClosed(caseId, after);
        return new(true);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CaseEvent>> ReadAsync(CaseId caseId, CancellationToken cancellationToken) =>
        new(_cases.TryGetValue(caseId, out var events) ? events.Span.ToImmutableArray() : []);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CaseId> OpenCasesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (id, events) in _cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (events.Span[^1] is not CaseClosed)
            {
                yield return id;
            }
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CaseSummary> ListAsync(CaseQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = _cases.Values
            .Select(events => CaseSummary.Of(CaseState.From(events.Span), events.Span[^1].At))
            .Where(c => (query.Status is null || c.Status == query.Status) && (query.Agent is null || c.Agent == query.Agent));
        var ordered = query.Status == CaseStatus.Waiting
            ? found.OrderBy(c => c.Expires).ThenBy(c => c.CaseId.Value)
            : found.OrderByDescending(c => c.Opened).ThenBy(c => c.CaseId.Value);
        var page = query.After is { } after ? ordered.SkipWhile(c => c.CaseId != after).Skip(1) : ordered;
        foreach (var summary in page.Take(query.Limit))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return summary;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>The open cases of this journal have their runs in the same process, so that only cards expire.</remarks>
    public async IAsyncEnumerable<CaseId> ToTakeUpAsync(
        DateTimeOffset now, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = ListAsync(new() { Status = CaseStatus.Waiting, Limit = limit }, cancellationToken).ConfigureAwait(false);
        await foreach (var summary in waiting)
        {
            if (summary.Expires <= now)
            {
                yield return summary.CaseId;
            }
        }
    }

    /// <summary>Takes the events of a case over without copying them.</summary>
    internal void Keep(CaseId caseId, ReadOnlyMemory<CaseEvent> events)
    {
        _cases[caseId] = events;
        ForgetOldestWhenClosed(caseId, events);
    }

    private void ForgetOldestWhenClosed(CaseId caseId, ReadOnlyMemory<CaseEvent> events)
    {
        if (events.Span[^1] is not CaseClosed)
        {
            return;
        }

        _closed.Enqueue(caseId);
        while (_closed.Count > closedKept && _closed.TryDequeue(out var oldest))
        {
            _cases.TryRemove(oldest, out _);
        }
    }
}
