using Microsoft.Extensions.Logging;

namespace AgentEscalation.AspNetCore;

/// <summary>All log lines of the web part, with stable ids.</summary>
internal static partial class WebLog
{
    public const string Category = "AgentEscalation";

    [LoggerMessage(500, LogLevel.Warning, "Everybody who reaches this host may read cases and decide", EventName = "OpenToEverybody")]
    public static partial void OpenToEverybody(ILogger logger);

    [LoggerMessage(501, LogLevel.Critical, "The host stops, since its endpoints are not safe", EventName = "RefusedToServe")]
    public static partial void RefusedToServe(ILogger logger, Exception exception);
}
