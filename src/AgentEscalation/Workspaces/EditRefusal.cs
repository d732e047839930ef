namespace AgentEscalation.Workspaces;

/// <summary>Why an edit was refused.</summary>
public enum EditRefusalReason
{
    /// <summary>The path leaves the workspace, or cannot be a path in it.</summary>
    Path = 0,

    /// <summary>The file is one of the verifier's inputs.</summary>
    Protected,

    /// <summary>The edit touches a part of the file that is the verifier's.</summary>
    ProtectedRegion,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>It is a folder, a symbolic link or a device.</summary>
    NotAFile,

    /// <summary>The file is marked read-only.</summary>
    ReadOnly,

    /// <summary>The range lies outside the file, cuts a character, or overlaps another edit of the same set.</summary>
    Range,

    /// <summary>The text to be exchanged does not occur, or occurs more than once.</summary>
    Text,

    /// <summary>The file would become too large.</summary>
    TooLarge,
}

/// <summary>An edit that was refused.</summary>
/// <param name="Path">The path as given.</param>
/// <param name="Reason">Why.</param>
/// <param name="Message">The same in a sentence that names the file, for the specialist.</param>
public sealed record EditRefusal(string Path, EditRefusalReason Reason, string Message);
