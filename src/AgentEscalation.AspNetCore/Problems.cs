using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using Microsoft.AspNetCore.Http;

namespace AgentEscalation.AspNetCore;

/// <summary>Errors as problem documents.</summary>
internal static class Problems
{
    private const string MediaType = "application/problem+json";

    public static IResult Of(int status, string kind, string detail) => Of(status, new() { Type = Urn(kind), Title = TitleOf(status), Status = status, Detail = detail });

    public static IResult BadLimit(int most) => Of(StatusCodes.Status400BadRequest, "bad-limit", $"'limit' has to be 1 to {most}.");

    public static IResult NoCase(string? caseId) =>
        CaseId.TryParse(caseId, out var id)
            ? Of(StatusCodes.Status404NotFound, "unknown-case", $"There is no case {id} here, or nothing of it waits.")
            : Of(StatusCodes.Status404NotFound, "unknown-case", "A case's id is 32 hexadecimal digits.");

    /// <summary>An answer that does not count.</summary>
    public static IResult Of(DecisionReceipt receipt, HttpContext http)
    {
        var problem = DocumentOf(receipt);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        return Of(problem.Status, problem);
    }

    public static Problem DocumentOf(DecisionReceipt receipt)
    {
        var fault = receipt.Fault!;
        var status = fault.Kind switch
        {
            DecisionFaultKind.UnknownCase or DecisionFaultKind.NotIssued => StatusCodes.Status404NotFound,
            DecisionFaultKind.Used or DecisionFaultKind.OtherCard or DecisionFaultKind.Stale => StatusCodes.Status409Conflict,
            DecisionFaultKind.Expired => StatusCodes.Status410Gone,
            DecisionFaultKind.Busy => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status400BadRequest,
        };
        return new()
        {
            Type = Urn(Words.Slug(fault.Kind)),
            Title = TitleOf(status),
            Status = status,
            Detail = fault.Message,
            Decided = receipt.Decided is { } decided && fault.Kind == DecisionFaultKind.Used ? Answers.DecidedDocument.Of(decided) : null,
            Card = receipt.Ticket is { } ticket ? Answers.CardDocument.Of(ticket.Card) : null,
            Outcome = receipt.Outcome?.ToString(),
        };
    }

    private static Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Problem> Of(int status, Problem problem) => TypedResults.Json(problem, WebJson.Default.Problem, MediaType, status);

    private static string Urn(string kind) => "urn:agent-escalation:" + kind;

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The answer cannot be used",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "The answer does not count",
        StatusCodes.Status410Gone => "Too late",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status415UnsupportedMediaType => "Not JSON",
        StatusCodes.Status429TooManyRequests => "Too many calls",
        _ => "Not now",
    };
}
