using AgentEscalation.Routing;

namespace AgentEscalation.SemanticKernel;

/// <summary>A function failed and its ladder did not resolve it. The message is the account, as JSON: what failed, what was advised, where the case
/// stands, what to do next. The inner exception is the function's own, when it threw one.</summary>
public sealed class FunctionUnresolvedException : Exception
{
    /// <summary>An exception without an account.</summary>
    public FunctionUnresolvedException()
    {
    }

    /// <summary>An exception.</summary>
    /// <param name="message">The account.</param>
    public FunctionUnresolvedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    /// <param name="message">The account.</param>
    /// <param name="innerException">What the function threw.</param>
    public FunctionUnresolvedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal FunctionUnresolvedException(string account, RunResult? run, Exception? innerException)
        : base(account, innerException) => Run = run;

    /// <summary>What came of the ladder, with the ticket when a person has to decide; null when there was none to climb.</summary>
    public RunResult? Run { get; }
}
