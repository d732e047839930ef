namespace AgentEscalation.Testing.Assertions;

/// <summary>A ladder did something else than a test expects. Of no test framework: each of them shows its message.</summary>
public sealed class LadderAssertionException : Exception
{
    /// <summary>Makes the error.</summary>
    public LadderAssertionException()
    {
    }

    /// <summary>Makes the error.</summary>
    /// <param name="message">What was expected, what happened instead, and the climb.</param>
    public LadderAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error.</summary>
    /// <param name="message">What was expected, what happened instead, and the climb.</param>
    /// <param name="innerException">Why.</param>
    public LadderAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
