using SQLitePCL;

namespace AgentEscalation.Sqlite;

/// <summary>The case file cannot be used as it is. Nothing was changed by the call that met it; the message names the file, says what is
/// wrong and what to do.</summary>
public sealed class CaseStorageException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public CaseStorageException()
    {
    }

    /// <summary>An exception.</summary>
    /// <param name="message">Which file, what is wrong and what to do.</param>
    public CaseStorageException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">Which file, what is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public CaseStorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal CaseStorageException(StorageFault fault, string file, string message, Exception? cause = null)
        : base(message, cause)
    {
        Fault = fault;
        File = file;
    }

    /// <summary>What is wrong.</summary>
    public StorageFault Fault { get; }

    /// <summary>The file; empty when it is not known.</summary>
    public string File { get; } = "";

    /// <summary>An exception for a result code of SQLite.</summary>
    internal static CaseStorageException Of(int code, string file, string words, Exception? cause = null)
    {
        var (fault, message) = (code & 0xFF) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (
                StorageFault.Locked,
                $"'{file}' is locked by another program. Close what holds it, for example a database browser or a backup, and try again."),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => (
                StorageFault.ReadOnly,
                $"'{file}' cannot be written to. Give this user write permission on the file and on its folder, or name another file."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (
                StorageFault.Corrupt,
                $"'{file}' is damaged or is no SQLite file ({words}). Keep a copy of it, then put the last backup in its place."),
            raw.SQLITE_FULL => (
                StorageFault.DiskFull,
                $"The disk of '{file}' is full. Make room; nothing was written and the cases in the file are as they were."),
            raw.SQLITE_CANTOPEN => (
                StorageFault.CannotOpen,
                $"'{file}' cannot be opened. Check that its folder exists and that this user may read and write there."),
            raw.SQLITE_IOERR => (
                StorageFault.Io,
                $"Reading or writing '{file}' failed ({words}). Check the disk; what was acknowledged before is kept."),
            _ => (StorageFault.Other, $"'{file}' cannot be used: {words}."),
        };
        return new(fault, file, message, cause);
    }
}
