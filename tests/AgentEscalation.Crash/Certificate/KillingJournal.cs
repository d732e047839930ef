using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;
using AgentEscalation.Sqlite;

namespace AgentEscalation.Crash.Certificate;

/// <summary>The real journal, with a moment to be killed at before and after everything that is written.</summary>
/// <param name="inner">The journal.</param>
/// <param name="points">The moments.</param>
/// <param name="late">Acknowledges the last append before it is written: the guarantee broken on purpose, to see that it is noticed.</param>
internal sealed class KillingJournal(SqliteJournal inner, KillPoints points, bool late) : ICaseJournal, ICaseLeases, ICaseIndex
{
    private (CaseId Id, int Version, CaseEvent[] Events)? _held;

    public async ValueTask<bool> AppendAsync(CaseId caseId, int version, ReadOnlyMemory<CaseEvent> events, CancellationToken cancellationToken)
    {
        points.Pass();
        if (late)
        {
            await WriteHeldAsync();
            _held = (caseId, version, events.ToArray());
            if (events.Span[^1] is CaseClosed or CardIssued)
            {
                await WriteHeldAsync();
            }

            points.Pass();
            return true;
        }

        var appended = await inner.AppendAsync(caseId, version, events, cancellationToken);
        points.Pass();
        return appended;
    }

    public async ValueTask<ImmutableArray<CaseEvent>> ReadAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        await WriteHeldAsync();
        return await inner.ReadAsync(caseId, cancellationToken);
    }

    public IAsyncEnumerable<CaseId> OpenCasesAsync(CancellationToken cancellationToken) => inner.OpenCasesAsync(cancellationToken);

    public async ValueTask<bool> TakeAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        points.Pass();
        var taken = await inner.TakeAsync(caseId, cancellationToken);
        points.Pass();
        return taken;
    }

    public async ValueTask ReleaseAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        points.Pass();
        await inner.ReleaseAsync(caseId, cancellationToken);
        points.Pass();
    }

    // What was acknowledged too early is not owned in the file yet.
    public bool Holds(CaseId caseId) => late || inner.Holds(caseId);

    public IAsyncEnumerable<CaseSummary> ListAsync(CaseQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public IAsyncEnumerable<CaseId> ToTakeUpAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        inner.ToTakeUpAsync(now, limit, cancellationToken);

    private async ValueTask WriteHeldAsync()
    {
        if (_held is { } held)
        {
            _held = null;
            await inner.AppendAsync(held.Id, held.Version, held.Events, CancellationToken.None);
        }
    }
}
