namespace AgentEscalation.Routing;

/// <summary>Another router continued the case meanwhile; this run wrote nothing after that and stopped.</summary>
public sealed class CaseTakenException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public CaseTakenException()
    {
    }

    /// <summary>An exception.</summary>
    /// <param name="message">Which case, and what to do.</param>
    public CaseTakenException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">Which case, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public CaseTakenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
