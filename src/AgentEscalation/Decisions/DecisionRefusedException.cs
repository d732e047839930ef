using AgentEscalation.Cases;

namespace AgentEscalation.Decisions;

/// <summary>A decision that does not count. Nothing changed; the message says why and what to do.</summary>
public sealed class DecisionRefusedException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public DecisionRefusedException()
    {
    }

    /// <summary>An exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public DecisionRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DecisionRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception for a fault.</summary>
    /// <param name="fault">What is wrong.</param>
    public DecisionRefusedException(DecisionFault fault)
        : base(fault?.Message) => Kind = fault?.Kind;

    /// <summary>What is wrong; null when it is none of the known faults.</summary>
    public DecisionFaultKind? Kind { get; }
}
