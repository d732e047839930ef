using System.Collections.Concurrent;
using AgentEscalation.Cases;
using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>The writing connection, and what is kept of open cases between transactions. One caller at a time.</summary>
internal sealed class WriteSession(Database database, OwnerSeat owner) : IDisposable
{
    /// <summary>The most open cases that are kept; one that is not is read again.</summary>
    private const int MostKept = 16_384;

    private readonly Dictionary<CaseId, KeptCase> _kept = [];
    private readonly ConcurrentDictionary<CaseId, long> _owned = new();
    private readonly List<(CaseId Id, long? Owner)> _moved = [];

    public Database Database { get; } = database;

    public OwnerSeat Owner { get; } = owner;

    /// <summary>How many open cases are kept.</summary>
    public int Kept => _kept.Count;

    public TallySums Tallies { get; } = new();

    /// <summary>Writes all of them in one transaction, or nothing.</summary>
    public void Transact(IReadOnlyList<Write> writes)
    {
        var stamp = Owner.Stamp();
        try
        {
            Database.Begin();
            foreach (var write in writes)
            {
                write.Execute(this);
            }

            Tallies.Flush(Database);
            Database.Commit();
        }
        catch
        {
            // What was folded is ahead of the file now.
            _kept.Clear();
            _moved.Clear();
            Tallies.Clear();
            Owner.RolledBack();
            Database.Rollback();
            throw;
        }

        Owner.Committed(stamp);
        foreach (var (id, owner) in _moved)
        {
            if (owner is { } me)
            {
                _owned[id] = me;
            }
            else
            {
                _owned.TryRemove(id, out _);
            }
        }

        _moved.Clear();
    }

    /// <summary>Whether a case is owned here and nobody can have taken it. Safe for any thread.</summary>
    public bool Holds(CaseId id) => _owned.TryGetValue(id, out var owner) && Owner.Holds(owner);

    /// <summary>Remembers, once the transaction is durable, who owns a case.</summary>
    public void Moved(CaseId id, long? owner) => _moved.Add((id, owner));

    /// <summary>The case as folded up to a version; read from the file unless it is kept.</summary>
    public KeptCase Case(CaseId id, long no, int version)
    {
        if (_kept.TryGetValue(id, out var kept) && kept.State.Version == version)
        {
            return kept;
        }

        kept = new();
        if (version > 0)
        {
            var events = Database["SELECT body FROM event WHERE case_no = ?1 ORDER BY position"].Bind(1, no);
            while (events.Step())
            {
                kept.Apply(EventText.Read(events.Bytes(0), Database.File, id));
            }
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        _kept[id] = kept;
        return kept;
    }

    /// <summary>A case that is closed or waits leaves nothing in memory.</summary>
    public void Forget(CaseId id) => _kept.Remove(id);

    public void Dispose()
    {
        Owner.Dispose();
        Database.Dispose();
    }
}
