namespace AgentEscalation.Sqlite.Files;

/// <summary>Opens a case file for writing.</summary>
internal static class StoreFile
{
    /// <summary>Pages in the log before they are copied into the file: few enough to stay small, enough that most writes do not pay for it.</summary>
    private const string Log = "PRAGMA wal_autocheckpoint = 4000";

    /// <exception cref="CaseStorageException">The file cannot be used as it is.</exception>
    public static Database Open(CaseFilePath path)
    {
        var database = Database.Open(path, FileAccess.ReadWrite);
        try
        {
            Migrator.Migrate(database);
            if (database.Word("PRAGMA journal_mode") != "wal")
            {
                Migrator.UseLog(database);
            }

            database.Execute("PRAGMA synchronous = FULL");
            database.Execute(Log);
            database.Execute("PRAGMA temp_store = MEMORY");
            CheckWritable(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A file that can only be read is told now, not at the first case.</summary>
    private static void CheckWritable(Database database)
    {
        database.Begin();
        database.Rollback();
        if (SQLitePCL.raw.sqlite3_db_readonly(database.Handle, "main") == 1)
        {
            throw CaseStorageException.Of(SQLitePCL.raw.SQLITE_READONLY, database.File, "");
        }
    }
}
