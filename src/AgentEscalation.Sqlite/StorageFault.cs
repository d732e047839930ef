namespace AgentEscalation.Sqlite;

/// <summary>What is wrong with a case file.</summary>
public enum StorageFault
{
    /// <summary>Something else; the message has the words of SQLite.</summary>
    Other = 0,

    /// <summary>Another program held the file for longer than was waited for.</summary>
    Locked = 1,

    /// <summary>The file or its folder cannot be written to.</summary>
    ReadOnly = 2,

    /// <summary>The file is damaged, or is no SQLite file.</summary>
    Corrupt = 3,

    /// <summary>The disk is full.</summary>
    DiskFull = 4,

    /// <summary>A newer version of this library wrote the file.</summary>
    NewerVersion = 5,

    /// <summary>The file cannot be opened: it, or its folder, is missing or may not be read.</summary>
    CannotOpen = 6,

    /// <summary>It is a database, but of another program.</summary>
    Foreign = 7,

    /// <summary>Reading or writing failed below SQLite, for example since the disk is gone.</summary>
    Io = 8,
}
