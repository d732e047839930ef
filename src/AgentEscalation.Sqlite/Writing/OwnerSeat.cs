using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>This journal's place among the owners of a file: a number that is never given twice, and the signs of life that keep it. Used by
/// the writer alone but for <see cref="Holds"/>.</summary>
internal sealed class OwnerSeat(TimeProvider time, TimeSpan leaseTime, string name, string file) : IDisposable
{
    private long _no;
    private long _pending;
    private OwnerLock? _lock;
    private bool _alive;
    private bool _beaten;
    private bool _lost;
    private long _confirmed;

    /// <summary>Whether nobody can have taken what a number owns: it is still this one's, and its last sign of life is younger than a
    /// lease.</summary>
    public bool Holds(long owner) =>
        owner == Interlocked.Read(ref _no) && time.GetElapsedTime(Interlocked.Read(ref _confirmed)) < leaseTime;

    /// <summary>Whether signs of life are due.</summary>
    public bool IsTaken => Interlocked.Read(ref _no) != 0;

    /// <summary>The time at which a transaction begins.</summary>
    public long Stamp()
    {
        _alive = false;
        return time.GetTimestamp();
    }

    public bool IsMe(long owner) => owner == (_pending != 0 ? _pending : _no);

    /// <summary>Whether nobody has declared this owner dead. Asked once a transaction.</summary>
    public bool IsAlive(Database database)
    {
        if (!_alive && _pending == 0)
        {
            _lost = IsDead(database, _no);
            _alive = !_lost;
        }

        return _alive || _pending != 0;
    }

    public static bool IsDead(Database database, long owner)
    {
        var row = database["SELECT dead FROM owner WHERE no = ?1"].Bind(1, owner);
        var dead = !row.Step() || row.Int64(0) != 0;
        row.Reset();
        return dead;
    }

    /// <summary>The number to own cases with; taken now when there is none.</summary>
    public long Take(Database database)
    {
        if (_pending == 0 && _no != 0 && !IsAlive(database))
        {
            Leave();
        }

        if (_pending != 0 || _no != 0)
        {
            return _pending != 0 ? _pending : _no;
        }

        _lock = OwnerLock.Take(file);
        database["DELETE FROM owner WHERE dead = 1 AND NOT EXISTS (SELECT 1 FROM cases WHERE status = 1 AND owner = owner.no)"].Run();
        database["INSERT INTO owner (name, beat, lock, dead) VALUES (?1, 1, ?2, 0)"].Bind(1, name).Bind(2, _lock?.Name).Run();
        _beaten = true;
        return _pending = SQLitePCL.raw.sqlite3_last_insert_rowid(database.Handle);
    }

    /// <summary>A sign of life.</summary>
    public void Beat(Database database)
    {
        if (_no != 0)
        {
            _beaten = database["UPDATE owner SET beat = beat + 1 WHERE no = ?1 AND dead = 0"].Bind(1, _no).Run() > 0;
            _lost |= !_beaten;
        }
    }

    /// <summary>Gives all leases back.</summary>
    public void End(Database database)
    {
        if (_no != 0)
        {
            database["UPDATE owner SET dead = 1 WHERE no = ?1"].Bind(1, _no).Run();
            _lost = true;
        }
    }

    public void Committed(long stamp)
    {
        if (_beaten)
        {
            Interlocked.Exchange(ref _confirmed, stamp);
        }

        if (_pending != 0)
        {
            Interlocked.Exchange(ref _no, _pending);
            _pending = 0;
        }

        if (_lost)
        {
            Leave();
        }

        _beaten = false;
    }

    public void RolledBack()
    {
        if (_pending != 0)
        {
            _pending = 0;
            Release();
        }

        _beaten = _lost = false;
    }

    public void Dispose() => Release();

    /// <summary>The leases are gone; the next case gets another number, so that runs with this one are stopped by their next append.</summary>
    private void Leave()
    {
        Interlocked.Exchange(ref _no, 0);
        _lost = false;
        Release();
    }

    private void Release()
    {
        _lock?.Dispose();
        _lock = null;
    }
}
