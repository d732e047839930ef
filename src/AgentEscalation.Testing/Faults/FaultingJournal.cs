using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;

namespace AgentEscalation.Testing.Faults;

/// <summary>A journal over another one whose appends go wrong when a test says so. Everything else is the other one's. Safe for any thread.</summary>
/// <param name="inner">The journal that keeps the events; it stays the caller's.</param>
/// <param name="faultOf">Says what goes wrong, by the number of the append, from 0.</param>
/// <param name="slowness">How long a slow append takes, by the clock.</param>
/// <param name="time">The clock of slow appends; null: the system's.</param>
public sealed class FaultingJournal(ICaseJournal inner, Func<int, JournalFault> faultOf, TimeSpan slowness = default, TimeProvider? time = null)
    : ICaseJournal, ICaseLeases, ICaseIndex
{
    private readonly ICaseJournal _inner = inner ?? throw new ArgumentNullException(nameof(inner));
    private readonly Func<int, JournalFault> _faultOf = faultOf ?? throw new ArgumentNullException(nameof(faultOf));
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private int _appends;

    /// <summary>How many appends were begun.</summary>
    public int Appends => Volatile.Read(ref _appends);

    /// <inheritdoc/>
    public async ValueTask<bool> AppendAsync(CaseId caseId, int version, ReadOnlyMemory<CaseEvent> events, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _appends) - 1;
        switch (_faultOf(number))
        {
            case JournalFault.WriteFails:
                throw new IOException($"Append {number} failed, as the test asked.");
            case JournalFault.DiskFull:
                throw new IOException($"There is no space left on the device for append {number}, as the test asked.");
            case JournalFault.Busy:
                throw new TimeoutException($"Append {number} waited in vain for its turn, as the test asked.");
            case JournalFault.AcknowledgementLost:
                await _inner.AppendAsync(caseId, version, events, cancellationToken).ConfigureAwait(false);
                throw new IOException($"The acknowledgement of append {number} was lost, as the test asked.");
            case JournalFault.Slow:
                await Task.Delay(slowness, _time, cancellationToken).ConfigureAwait(false);
                break;
            default:
                break;
        }

        return await _inner.AppendAsync(caseId, version, events, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CaseEvent>> ReadAsync(CaseId caseId, CancellationToken cancellationToken) => _inner.ReadAsync(caseId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<CaseId> OpenCasesAsync(CancellationToken cancellationToken) => _inner.OpenCasesAsync(cancellationToken);

    /// <inheritdoc/>
    /// <remarks>True when the other journal knows no owners.</remarks>
    public ValueTask<bool> TakeAsync(CaseId caseId, CancellationToken cancellationToken) =>
        _inner is ICaseLeases leases ? leases.TakeAsync(caseId, cancellationToken) : new(true);

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(CaseId caseId, CancellationToken cancellationToken) =>
        _inner is ICaseLeases leases ? leases.ReleaseAsync(caseId, cancellationToken) : default;

    /// <inheritdoc/>
    /// <remarks>True when the other journal knows no owners.</remarks>
    public bool Holds(CaseId caseId) => _inner is not ICaseLeases leases || leases.Holds(caseId);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The other journal has no index.</exception>
    public IAsyncEnumerable<CaseSummary> ListAsync(CaseQuery query, CancellationToken cancellationToken) => Index.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The other journal has no index.</exception>
    public IAsyncEnumerable<CaseId> ToTakeUpAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Index.ToTakeUpAsync(now, limit, cancellationToken);

    private ICaseIndex Index => _inner as ICaseIndex ?? throw new NotSupportedException($"{_inner.GetType().Name} has no index.");
}
