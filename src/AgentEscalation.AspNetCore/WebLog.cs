using AgentEscalation.Cases;
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

    [LoggerMessage(502, LogLevel.Information, "Card {Card} of case {CaseId} was sent to the webhook", EventName = "WebhookSent")]
    public static partial void WebhookSent(ILogger logger, CaseId caseId, int card);

    [LoggerMessage(503, LogLevel.Warning, "Card {Card} of case {CaseId} was not taken by the webhook: {Fault}. It is sent again at {Next:u}", EventName = "WebhookFailed")]
    public static partial void WebhookFailed(ILogger logger, CaseId caseId, int card, string fault, DateTimeOffset next);

    [LoggerMessage(504, LogLevel.Warning, "The inbox could not be read for the webhook", EventName = "WebhookLookFailed")]
    public static partial void WebhookLookFailed(ILogger logger, Exception exception);
}
