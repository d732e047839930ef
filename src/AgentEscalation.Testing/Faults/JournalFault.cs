namespace AgentEscalation.Testing.Faults;

/// <summary>What goes wrong with one append.</summary>
public enum JournalFault
{
    /// <summary>Nothing: it is appended and acknowledged.</summary>
    None = 0,

    /// <summary>Nothing is written, and the caller gets an I/O error.</summary>
    WriteFails,

    /// <summary>Nothing is written, since the disk is full, and the caller gets an I/O error that says so.</summary>
    DiskFull,

    /// <summary>All of it is written, and the caller gets an I/O error all the same: the connection broke before the acknowledgement.</summary>
    AcknowledgementLost,

    /// <summary>Nothing is written, and the caller gets a time-out, as from a store that somebody else holds for too long.</summary>
    Busy,

    /// <summary>It is appended and acknowledged, and the caller waits for as long as the journal was told.</summary>
    Slow,
}
