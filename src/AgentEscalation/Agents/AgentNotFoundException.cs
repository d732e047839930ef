namespace AgentEscalation.Agents;

/// <summary>No usable agent has the name that was asked for. The message says why and names near ones.</summary>
public sealed class AgentNotFoundException : Exception
{
    /// <summary>Creates the exception.</summary>
    public AgentNotFoundException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which name, why, and what to do.</param>
    public AgentNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which name, why, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public AgentNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
