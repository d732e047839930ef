namespace AgentEscalation.Routing;

/// <summary>A task that cannot start as it is: nothing ran, nothing was written. The message says what is missing and what to do.</summary>
public sealed class TaskRefusedException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public TaskRefusedException()
    {
    }

    /// <summary>An exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public TaskRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public TaskRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
