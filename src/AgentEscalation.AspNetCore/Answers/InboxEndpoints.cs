using AgentEscalation.AspNetCore.Access;
using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentEscalation.AspNetCore.Answers;

/// <summary>The cards that wait, and their answers.</summary>
internal static class InboxEndpoints
{
    private const int MostCards = 200;
    private const string ProblemType = "application/problem+json";

    public static void Map(RouteGroupBuilder group, CallerLimits limits, EscalationEndpointsOptions options)
    {
        group.MapGet("/inbox", ListAsync)
            .AddEndpointFilter(limits.ReadAsync)
            .WithName("ListDecisionCards")
            .WithSummary("The decision cards that wait")
            .WithDescription("At most 'limit' cards, 50 unless said otherwise and 200 at most.")
            .Produces<InboxDocument>()
            .Produces<Problem>(StatusCodes.Status429TooManyRequests, ProblemType);
        group.MapGet("/inbox/{caseId}", ShowAsync)
            .AddEndpointFilter(limits.ReadAsync)
            .WithName("GetDecisionCard")
            .WithSummary("The card of a case")
            .Produces<CardDocument>()
            .Produces<Problem>(StatusCodes.Status404NotFound, ProblemType)
            .Produces<Problem>(StatusCodes.Status429TooManyRequests, ProblemType);
        var answers = group.MapPost("/inbox/{caseId}/answers", AnswerAsync)
            .AddEndpointFilter(limits.AnswerAsync)
            .WithName("AnswerDecisionCard")
            .WithSummary("Answers a card; the first valid answer counts")
            .WithDescription("Who decides is who is signed in. 409 says who was first, or holds the card that was issued anew.")
            .Accepts<AnswerDocument>("application/json")
            .Produces<TakenDocument>()
            .Produces<Problem>(StatusCodes.Status400BadRequest, ProblemType)
            .Produces<Problem>(StatusCodes.Status404NotFound, ProblemType)
            .Produces<Problem>(StatusCodes.Status409Conflict, ProblemType)
            .Produces<Problem>(StatusCodes.Status410Gone, ProblemType)
            .Produces<Problem>(StatusCodes.Status413PayloadTooLarge, ProblemType)
            .Produces<Problem>(StatusCodes.Status415UnsupportedMediaType, ProblemType)
            .Produces<Problem>(StatusCodes.Status429TooManyRequests, ProblemType);
        if (options.DecidePolicy is { } policy && !options.AllowAnonymousAccess)
        {
            answers.RequireAuthorization(policy);
        }
    }

    private static async Task<IResult> ListAsync(DecisionInbox inbox, CancellationToken cancellationToken, int limit = 50)
    {
        if (limit is < 1 or > MostCards)
        {
            return Problems.BadLimit(MostCards);
        }

        List<CardDocument> cards = [];
        await foreach (var ticket in inbox.PendingAsync(cancellationToken).ConfigureAwait(false))
        {
            if (cards.Count == limit)
            {
                return Ok(new() { Cards = [.. cards], More = true });
            }

            cards.Add(CardDocument.Of(ticket.Card));
        }

        return Ok(new() { Cards = [.. cards], More = false });

        static IResult Ok(InboxDocument document) => TypedResults.Json(document, WebJson.Default.InboxDocument);
    }

    private static async Task<IResult> ShowAsync(string caseId, DecisionInbox inbox, CancellationToken cancellationToken) =>
        CaseId.TryParse(caseId, out var id) && await inbox.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } ticket
            ? TypedResults.Json(CardDocument.Of(ticket.Card), WebJson.Default.CardDocument)
            : Problems.NoCase(caseId);

    private static async Task<IResult> AnswerAsync(string caseId, HttpContext http, DecisionInbox inbox, CancellationToken cancellationToken)
    {
        if (!CaseId.TryParse(caseId, out var id))
        {
            return Problems.NoCase(caseId);
        }

        var (answer, problem) = await AnswerBody.ReadAsync(http, cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            return problem!;
        }

        if (answer.Read(id, Caller.NameOf(http), out var fault) is not { } decision)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-answer", fault);
        }

        var receipt = await inbox.AnswerAsync(decision, Caller.ViaOf(http, "http"), cancellationToken).ConfigureAwait(false);
        return receipt.IsTaken
            ? TypedResults.Json(new() { Decided = DecidedDocument.Of(receipt.Decided!), GoesOnHere = receipt.GoesOnHere }, WebJson.Default.TakenDocument)
            : Problems.Of(receipt, http);
    }
}
