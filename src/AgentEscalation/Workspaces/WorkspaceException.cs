namespace AgentEscalation.Workspaces;

/// <summary>A workspace that cannot be used as it is. The message names the file or folder and what to do; it is meant for people.</summary>
public sealed class WorkspaceException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public WorkspaceException()
    {
    }

    /// <summary>An exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    public WorkspaceException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public WorkspaceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The system's own words as a sentence; some of its messages end in a full stop and some do not.</summary>
    internal static string Sentence(Exception cause) => cause.Message.TrimEnd('.', ' ') + ".";
}
