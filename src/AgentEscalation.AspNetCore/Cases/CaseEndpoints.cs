using AgentEscalation.AspNetCore.Access;
using AgentEscalation.Cases;
using AgentEscalation.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentEscalation.AspNetCore.Cases;

/// <summary>Cases, to look at.</summary>
internal static class CaseEndpoints
{
    private const int MostCases = 200;
    private const string ProblemType = "application/problem+json";

    public static void Map(RouteGroupBuilder group, CallerLimits limits)
    {
        group.MapGet("/cases", ListAsync)
            .AddEndpointFilter(limits.ReadAsync)
            .WithName("ListCases")
            .WithSummary("The cases that are not closed")
            .WithDescription("At most 'limit' cases, 50 unless said otherwise and 200 at most; without report, card and events.")
            .Produces<CasesDocument>()
            .Produces<Problem>(StatusCodes.Status429TooManyRequests, ProblemType);
        group.MapGet("/cases/{caseId}", ShowAsync)
            .AddEndpointFilter(limits.ReadAsync)
            .WithName("GetCase")
            .WithSummary("A case with its report and, when one waits, its card")
            .WithDescription("With 'events=true' also what happened, in the form in which it is stored.")
            .Produces<CaseDocument>()
            .Produces<Problem>(StatusCodes.Status404NotFound, ProblemType)
            .Produces<Problem>(StatusCodes.Status429TooManyRequests, ProblemType);
    }

    private static async Task<IResult> ListAsync(ICaseJournal journal, CancellationToken cancellationToken, int limit = 50)
    {
        if (limit is < 1 or > MostCases)
        {
            return Problems.BadLimit(MostCases);
        }

        List<CaseDocument> cases = [];
        await foreach (var id in journal.OpenCasesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (cases.Count == limit)
            {
                return Ok(new() { Cases = [.. cases], More = true });
            }

            var events = await journal.ReadAsync(id, cancellationToken).ConfigureAwait(false);
            if (!events.IsEmpty)
            {
                cases.Add(CaseDocument.Of(events, withEvents: false) with { Report = null, Card = null });
            }
        }

        return Ok(new() { Cases = [.. cases], More = false });

        static IResult Ok(CasesDocument document) => TypedResults.Json(document, WebJson.Default.CasesDocument);
    }

    private static async Task<IResult> ShowAsync(
        string caseId, ICaseJournal journal, CancellationToken cancellationToken, bool events = false) =>
        CaseId.TryParse(caseId, out var id) && await journal.ReadAsync(id, cancellationToken).ConfigureAwait(false) is { IsEmpty: false } all
            ? TypedResults.Json(CaseDocument.Of(all, events), WebJson.Default.CaseDocument)
            : Problems.NoCase(caseId);
}
