using Microsoft.Data.Sqlite;

namespace AgentEscalation.Sqlite.Files;

/// <summary>Where a case file is, from a connection string.</summary>
internal sealed class CaseFilePath
{
    private readonly SqliteConnectionStringBuilder _connection;

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="CaseStorageException">It names no file.</exception>
    public CaseFilePath(string connectionString, TimeSpan busyTimeout)
    {
        try
        {
            _connection = new(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new CaseStorageException(StorageFault.CannotOpen, "", $"'{connectionString}' is no connection string: {e.Message.TrimEnd('.')}. Write it like Data Source=escalation.db.", e);
        }

        var source = _connection.DataSource;
        if (source.Length == 0 || source.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || _connection.Mode == SqliteOpenMode.Memory)
        {
            throw new CaseStorageException(
                StorageFault.CannotOpen, source, "The connection string names no file. Write it like Data Source=escalation.db; cases are kept in memory when no storage is added at all.");
        }

        if (source.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new CaseStorageException(StorageFault.CannotOpen, source, $"'{source}' is a URI. Give the path of the file alone.");
        }

        if (_connection.Mode == SqliteOpenMode.ReadOnly)
        {
            throw new CaseStorageException(StorageFault.ReadOnly, source, "The connection string says Mode=ReadOnly, and cases are written. Leave it away.");
        }

        File = Path.GetFullPath(source);
        MayCreate = _connection.Mode == SqliteOpenMode.ReadWriteCreate;
        BusyTimeout = busyTimeout;
    }

    /// <summary>Absolute path.</summary>
    public string File { get; }

    /// <summary>Whether a file that is not there is made.</summary>
    public bool MayCreate { get; init; }

    public TimeSpan BusyTimeout { get; }

    public string With(SqliteOpenMode mode) => new SqliteConnectionStringBuilder(_connection.ConnectionString)
    {
        DataSource = File,
        Mode = mode,
        Cache = SqliteCacheMode.Default,
        Pooling = false,
    }.ConnectionString;
}
