using Microsoft.Extensions.Logging;

namespace AgentEscalation.SemanticKernel;

/// <summary>The log lines of this package.</summary>
internal static partial class Log
{
    public const string Category = "AgentEscalation.SemanticKernel";

    [LoggerMessage(400, LogLevel.Debug, "Function {Function} failed and goes up the ladder of {Agent}: {ErrorClass}", EventName = "FunctionFailed")]
    public static partial void FunctionFailed(ILogger logger, string function, string agent, string? errorClass);

    [LoggerMessage(401, LogLevel.Debug, "Function {Function} gave a verified result at level {Level} after {Calls} calls", EventName = "FunctionResolved")]
    public static partial void FunctionResolved(ILogger logger, string function, int level, int calls);

    [LoggerMessage(402, LogLevel.Warning, "Function {Function} stays unresolved: {Outcome}", EventName = "FunctionUnresolved")]
    public static partial void FunctionUnresolved(ILogger logger, string function, string outcome);

    [LoggerMessage(403, LogLevel.Warning, "EscalateFunctions names '{Function}', which the kernel does not have. {Near}", EventName = "FunctionUnknown")]
    public static partial void FunctionUnknown(ILogger logger, string function, string near);

    [LoggerMessage(404, LogLevel.Error, "A call of an agent's function failed", EventName = "CallFailed")]
    public static partial void CallFailed(ILogger logger, Exception exception);
}
