using SQLitePCL;

namespace AgentEscalation.Sqlite.Files;

/// <summary>A prepared statement, used again and again. Below ADO.NET, since events go in and out as the bytes that they are. One caller at
/// a time.</summary>
internal sealed class Statement : IDisposable
{
    private readonly Database _database;
    private readonly sqlite3_stmt _handle;

    public Statement(Database database, string sql)
    {
        _database = database;
        database.Check(raw.sqlite3_prepare_v2(database.Handle, sql, out _handle));
    }

    public Statement Bind(int index, long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_handle, index, value));
        return this;
    }

    public Statement Bind(int index, long? value) => value is { } known ? Bind(index, known) : Null(index);

    public Statement Bind(int index, string? value)
    {
        _database.Check(value is null ? raw.sqlite3_bind_null(_handle, index) : raw.sqlite3_bind_text(_handle, index, value));
        return this;
    }

    public Statement BindText(int index, ReadOnlySpan<byte> utf8)
    {
        _database.Check(raw.sqlite3_bind_text(_handle, index, utf8));
        return this;
    }

    public Statement BindBlob(int index, ReadOnlySpan<byte> value)
    {
        _database.Check(raw.sqlite3_bind_blob(_handle, index, value));
        return this;
    }

    public Statement Bind(int index, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BindBlob(index, bytes);
    }

    public Statement Null(int index)
    {
        _database.Check(raw.sqlite3_bind_null(_handle, index));
        return this;
    }

    /// <summary>The next row; after the last one the statement is ready for the next use.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(_handle);
        if (code != raw.SQLITE_DONE)
        {
            _database.Check(code);
        }

        return false;
    }

    /// <summary>The numbers in the first column of all rows.</summary>
    public List<long> Numbers()
    {
        var numbers = new List<long>();
        while (Step())
        {
            numbers.Add(Int64(0));
        }

        return numbers;
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(_database.Handle);
    }

    public void Reset() => raw.sqlite3_reset(_handle);

    public long Int64(int column) => raw.sqlite3_column_int64(_handle, column);

    public long? MaybeInt64(int column) => IsNull(column) ? null : Int64(column);

    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string() ?? "";

    public string? MaybeText(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes of a text or a blob; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_handle, column);

    public Guid Guid(int column) => Bytes(column) is { Length: 16 } bytes
        ? new(bytes, bigEndian: true)
        : throw new CaseStorageException(StorageFault.Corrupt, _database.File, $"'{_database.File}' has a case whose id is no id. Run check on it.");

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public void Dispose() => _handle.Dispose();
}
