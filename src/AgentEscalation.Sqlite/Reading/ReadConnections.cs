using System.Collections.Concurrent;
using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Reading;

/// <summary>Connections for reading, used again. Readers do not wait for the writer. Safe for any thread.</summary>
internal sealed class ReadConnections(CaseFilePath path) : IDisposable
{
    private readonly ConcurrentBag<Database> _idle = [];
    private volatile bool _closed;

    /// <summary>Reads something on a connection of its own.</summary>
    public T Read<T>(Func<Database, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!_idle.TryTake(out var database))
        {
            database = Database.Open(path, FileAccess.ReadWrite);
            database.Execute("PRAGMA query_only = 1");
        }

        var whole = false;
        try
        {
            var result = read(database);
            whole = true;
            return result;
        }
        finally
        {
            if (whole && !_closed)
            {
                _idle.Add(database);
            }
            else
            {
                database.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var database))
        {
            database.Dispose();
        }
    }
}
