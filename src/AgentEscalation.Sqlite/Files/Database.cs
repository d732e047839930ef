using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentEscalation.Sqlite.Files;

/// <summary>One connection to a case file. One caller at a time.</summary>
internal sealed class Database : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private Database(CaseFilePath path, SqliteConnection connection)
    {
        File = path.File;
        _connection = connection;
        Handle = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
    }

    public string File { get; }

    public sqlite3 Handle { get; }

    public SqliteConnection Connection => _connection;

    /// <summary>Opens a connection; the file is made when it may be and is not there.</summary>
    /// <exception cref="CaseStorageException">It cannot be opened.</exception>
    public static Database Open(CaseFilePath path, FileAccess access)
    {
        var mode = access == FileAccess.Read ? SqliteOpenMode.ReadOnly : path.MayCreate ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite;
        var connection = new SqliteConnection(path.With(mode));
        try
        {
            connection.Open();
            var database = new Database(path, connection);
            raw.sqlite3_busy_timeout(database.Handle, (int)path.BusyTimeout.TotalMilliseconds);
            return database;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw CaseStorageException.Of(e.SqliteErrorCode, path.File, e.Message, e);
        }
    }

    /// <summary>The prepared statement of a text.</summary>
    public Statement this[string sql]
    {
        get
        {
            if (!_statements.TryGetValue(sql, out var statement))
            {
                _statements.Add(sql, statement = new(this, sql));
            }

            return statement;
        }
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(Handle, sql));

    public long Scalar(string sql)
    {
        using var statement = new Statement(this, sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public string Word(string sql)
    {
        using var statement = new Statement(this, sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    public void Begin() => this["BEGIN IMMEDIATE"].Run();

    public void Commit() => this["COMMIT"].Run();

    /// <summary>Undoes what was begun; SQLite may have done so by itself.</summary>
    public void Rollback()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Reset();
        }

        if (raw.sqlite3_get_autocommit(Handle) == 0)
        {
            raw.sqlite3_exec(Handle, "ROLLBACK");
        }
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw CaseStorageException.Of(code, File, raw.sqlite3_errmsg(Handle).utf8_to_string());
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
