using AgentEscalation.Cases;
using AgentEscalation.Policies;
using Microsoft.Extensions.Logging;

namespace AgentEscalation.Telemetry;

/// <summary>All log lines, with stable ids. Contents never appear in them.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Debug, "Case {CaseId} of {Agent} opened: {ErrorClass}", EventName = "CaseOpened")]
    public static partial void CaseOpened(ILogger logger, CaseId caseId, string agent, string? errorClass);

    [LoggerMessage(101, LogLevel.Debug, "Case {CaseId}: attempt {Attempt} at level {Level} begins", EventName = "AttemptStarted")]
    public static partial void AttemptStarted(ILogger logger, CaseId caseId, int level, int attempt);

    [LoggerMessage(102, LogLevel.Debug, "Case {CaseId}: attempt {Attempt} at level {Level}: {Verdict} in {Seconds} s", EventName = "AttemptEnded")]
    public static partial void AttemptEnded(ILogger logger, CaseId caseId, int level, int attempt, VerdictKind verdict, double seconds);

    [LoggerMessage(103, LogLevel.Debug, "Case {CaseId}: {Responder} answered at level {Level} in {Seconds} s", EventName = "ConsultAnswered")]
    public static partial void ConsultAnswered(ILogger logger, CaseId caseId, int level, string responder, double seconds);

    [LoggerMessage(104, LogLevel.Information, "Case {CaseId}: card {Card} ({Digest:x16}) decided: {Option}, by {By} via {Via}", EventName = "DecisionTaken")]
    public static partial void DecisionTaken(ILogger logger, CaseId caseId, int card, ulong digest, string option, string by, string via);

    [LoggerMessage(105, LogLevel.Debug, "Task of {Agent} ended: {Outcome}", EventName = "TaskEnded")]
    public static partial void TaskEnded(ILogger logger, string agent, Outcome outcome);

    [LoggerMessage(200, LogLevel.Warning, "Case {CaseId} moved from level {From} to level {To}: {Cause}", EventName = "Escalated")]
    public static partial void Escalated(ILogger logger, CaseId caseId, int from, int to, EscalationCause cause);

    [LoggerMessage(201, LogLevel.Warning, "Case {CaseId}: {Responder} did not answer at level {Level} ({ErrorType})", EventName = "NoAnswer")]
    public static partial void NoAnswer(ILogger logger, CaseId caseId, int level, string responder, string errorType);

    [LoggerMessage(202, LogLevel.Warning, "Task of {Agent}: a call at level {Level} ignored its token for 5 s and was abandoned", EventName = "Abandoned")]
    public static partial void Abandoned(ILogger logger, string agent, Level level);

    [LoggerMessage(203, LogLevel.Warning, "Case {CaseId} waits for a decision on card {Card} until {Expires:u}", EventName = "CardIssued")]
    public static partial void CardIssued(ILogger logger, CaseId caseId, int card, DateTimeOffset expires);

    [LoggerMessage(204, LogLevel.Warning, "Case {CaseId}: an answer does not count: {Fault}", EventName = "DecisionRefused")]
    public static partial void DecisionRefused(ILogger logger, CaseId caseId, DecisionFaultKind fault);

    [LoggerMessage(205, LogLevel.Warning, "{What} failed and is passed over", EventName = "PassedOver")]
    public static partial void PassedOver(ILogger logger, string what, Exception exception);

    [LoggerMessage(206, LogLevel.Warning, "Case {CaseId}: the folder changed, card {Card} is issued anew and waits until {Expires:u}", EventName = "CardIssuedAnew")]
    public static partial void CardIssuedAnew(ILogger logger, CaseId caseId, int card, DateTimeOffset expires);

    [LoggerMessage(207, LogLevel.Warning, "Case {CaseId}: nobody decided card {Card} in time: {Outcome}", EventName = "CardExpired")]
    public static partial void CardExpired(ILogger logger, CaseId caseId, int card, Outcome outcome);

    [LoggerMessage(208, LogLevel.Debug, "Case {CaseId} is gone on with by somebody else", EventName = "TakenElsewhere")]
    public static partial void TakenElsewhere(ILogger logger, CaseId caseId);

    [LoggerMessage(301, LogLevel.Error, "Case {CaseId} could not go on after its decision; it stays open", EventName = "GoingOnFailed")]
    public static partial void GoingOnFailed(ILogger logger, CaseId caseId, Exception exception);

    [LoggerMessage(209, LogLevel.Warning, "Case {CaseId} could not be taken up; it is tried again later", EventName = "NotResumed")]
    public static partial void NotResumed(ILogger logger, CaseId caseId, Exception exception);

    [LoggerMessage(300, LogLevel.Error, "Case {CaseId} of {Agent} ended unresolved: {Reason} at level {Level}", EventName = "LadderEnded")]
    public static partial void LadderEnded(ILogger logger, CaseId caseId, string agent, UnresolvedReason reason, int level);
}
