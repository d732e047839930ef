using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;
using AgentEscalation.Scorecards;
using AgentEscalation.Sqlite.Files;
using AgentEscalation.Sqlite.Reading;
using AgentEscalation.Sqlite.Writing;

namespace AgentEscalation.Sqlite;

/// <summary>Keeps cases, the counts of tasks and the scorecard in one SQLite file, which several processes of one machine can share. What an
/// append acknowledged survives the end of the process and of the machine: write-ahead log, every group of writes synchronised to the disk.
/// Safe for any thread; one for each file and process. To be disposed, so that its cases are free at once.</summary>
/// <exception cref="CaseStorageException">Every method: the file cannot be used as it is; nothing was changed.</exception>
public sealed partial class SqliteJournal : ICaseJournal, ICaseLeases, ICaseIndex, ITaskCounter, IScorecardSource, IDisposable, IAsyncDisposable
{
    private readonly CaseWriter _writer;
    private readonly WriteSession _session;
    private readonly ReadConnections _readers;
    private readonly TaskCounts _counts;
    private readonly Lock _watching = new();
    private readonly OwnerWatch _watch;
    private readonly ITimer _heart;
    private readonly ConcurrentDictionary<CaseId, byte> _owed = new();
    private int _disposed;

    /// <summary>Opens a file; it is made when it is not there and brought to this version's shape when it is older.</summary>
    /// <param name="connectionString">For example <c>Data Source=escalation.db</c>.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="CaseStorageException">The file cannot be used as it is.</exception>
    public SqliteJournal(string connectionString, TimeProvider? time = null)
        : this(new SqliteOptions { ConnectionString = connectionString }, time)
    {
    }

    /// <summary>Opens a file; it is made when it is not there and brought to this version's shape when it is older.</summary>
    /// <param name="options">Which file, and how it is used.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="CaseStorageException">The file cannot be used as it is.</exception>
    public SqliteJournal(SqliteOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        time ??= TimeProvider.System;
        var path = new CaseFilePath(options.ConnectionString, options.BusyTimeout);
        File = path.File;
        var database = StoreFile.Open(path);
        _session = new(database, new(time, options.LeaseTime, $"{Environment.MachineName}/{Environment.ProcessId}", File));
        _writer = new(_session);
        _readers = new(path);
        _watch = new(time, options.LeaseTime);
        _counts = new(_writer, time);
        var pulse = options.LeaseTime / 4;
        _heart = time.CreateTimer(static journal => ((SqliteJournal)journal!).Beat(), this, pulse, pulse);
    }

    /// <summary>Absolute path of the file.</summary>
    public string File { get; }

    internal int KeptCases => _session.Kept;

    internal CaseWriter Writer => _writer;

    internal ReadConnections Readers => _readers;

    /// <inheritdoc/>
    public ValueTask<bool> AppendAsync(CaseId caseId, int version, ReadOnlyMemory<CaseEvent> events, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        if (events.IsEmpty)
        {
            throw new ArgumentException("There is nothing to append.", nameof(events));
        }

        // Here, not by the writer: callers have other cores.
        var append = new Append(caseId, version, events, EventText.Of(events.Span));
        return new(_writer.Write(append.Execute));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CaseEvent>> ReadAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_readers.Read(database => CaseRows.Events(database, caseId)));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<CaseId> OpenCasesAsync(CancellationToken cancellationToken) => EachAsync(CaseRows.NotClosed, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> TakeAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _writer.Write(session => Leasing.Take(session, caseId)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await _writer.Write(session => Leasing.Release(session, caseId)).ConfigureAwait(false);
        }
        catch (CaseStorageException)
        {
            // Its owner lives, so nobody else would ever take it: it is given back with the next sign of life.
            _owed[caseId] = 0;
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Holds(CaseId caseId) => _session.Holds(caseId);

    /// <inheritdoc/>
    public IAsyncEnumerable<CaseSummary> ListAsync(CaseQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, CaseQuery.MostCases, nameof(query));
        return EachAsync(database => CaseRows.List(database, query), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CaseId> ToTakeUpAsync(
        DateTimeOffset now, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BuryAsync().ConfigureAwait(false);
        await foreach (var id in EachAsync(database => CaseRows.ToTakeUp(database, now, limit), cancellationToken).ConfigureAwait(false))
        {
            yield return id;
        }
    }

    /// <inheritdoc/>
    public void TaskCompleted(string agent, DateTimeOffset at) => _counts.Add(agent, at);

    /// <inheritdoc/>
    public async ValueTask<Scorecard> ScorecardAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _counts.FlushAsync().ConfigureAwait(false);
        return _readers.Read(ScorecardRows.Read);
    }

    /// <summary>Writes what is still to be written, gives all leases back and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _heart.DisposeAsync().ConfigureAwait(false);
        try
        {
            await _counts.DisposeAsync().ConfigureAwait(false);
            await _writer.Write(static session =>
            {
                session.Owner.End(session.Database);
                return true;
            }).ConfigureAwait(false);
        }
        catch (CaseStorageException)
        {
            // The file is not there any more or the disk is full: then the leases run out by themselves.
        }
        finally
        {
            await _writer.CloseAsync().ConfigureAwait(false);
            _readers.Dispose();
        }
    }

    /// <summary>As <see cref="DisposeAsync"/>, and waits for it.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Beat()
    {
        if (_session.Owner.IsTaken && Volatile.Read(ref _disposed) == 0)
        {
            // One that cannot be written is a sign of life that is missing, which is what it says.
            _writer.TryEnqueue(new Write<bool>(static session =>
            {
                session.Owner.Beat(session.Database);
                return true;
            }));
            foreach (var caseId in _owed.Keys)
            {
                _writer.TryEnqueue(new Write<bool>(session => Leasing.Release(session, caseId) && _owed.TryRemove(caseId, out _)));
            }
        }
    }

    /// <summary>Marks owners that are gone, so that their cases can be taken.</summary>
    private async ValueTask BuryAsync()
    {
        List<OwnerWatch.Gone> gone;
        lock (_watching)
        {
            gone = _readers.Read(_watch.Look);
        }

        foreach (var owner in gone)
        {
            await _writer.Write(session => session.Database["UPDATE owner SET dead = 1 WHERE no = ?1 AND beat = ?2"]
                .Bind(1, owner.No).Bind(2, owner.Beat).Run()).ConfigureAwait(false);
            if (owner.Lock is { } name)
            {
                OwnerLock.Remove(File, name);
            }
        }
    }

    private async IAsyncEnumerable<T> EachAsync<T>(Func<Database, List<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var one in _readers.Read(read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return one;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }
}
