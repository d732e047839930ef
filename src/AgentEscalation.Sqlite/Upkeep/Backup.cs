using AgentEscalation.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace AgentEscalation.Sqlite.Upkeep;

/// <summary>Copies a case file as it is at one moment, while others read and write it.</summary>
internal static class Backup
{
    public static void Make(Database source, string path)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target))
        {
            throw new CaseStorageException(StorageFault.CannotOpen, target, $"'{target}' exists already. Name a file that does not; nothing was copied.");
        }

        // Under another name until it is whole, so that half a backup is never taken for one.
        var part = target + ".part";
        try
        {
            Remove(part);
            Copy(source, part);
            Keep(part);
            File.Move(part, target);
        }
        catch (SqliteException e)
        {
            throw CaseStorageException.Of(e.SqliteErrorCode, target, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaseStorageException(StorageFault.CannotOpen, target, $"'{target}' cannot be written: {e.Message.TrimEnd('.')}. Name a file in a folder that exists and may be written.", e);
        }
        finally
        {
            Remove(part);
        }
    }

    private static void Copy(Database source, string part)
    {
        var path = new CaseFilePath(new SqliteConnectionStringBuilder { DataSource = part }.ConnectionString, TimeSpan.Zero);
        using var copy = Database.Open(path, FileAccess.ReadWrite);
        source.Connection.BackupDatabase(copy.Connection);

        // Whoever owns cases owns them in the other file; and one file is easier to carry than three.
        copy.Execute("PRAGMA journal_mode = DELETE");
        copy.Execute("UPDATE owner SET dead = 1");
    }

    private static void Remove(string part)
    {
        if (File.Exists(part))
        {
            File.Delete(part);
        }
    }

    private static void Keep(string part)
    {
        using var file = new FileStream(part, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Flush(flushToDisk: true);
    }
}
