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
public sealed class InMemoryJournal(int closedKept = 1000) : ICaseJournal
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
