using System.Runtime.CompilerServices;
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
            .WithDescription("Those that wait first, the soonest to expire first; then the latest opened. At most 'limit' cases, 50 unless said otherwise and 200 at most; without attempts, report, card and events.")
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
        await foreach (var summary in OpenAsync(journal, limit + 1, cancellationToken).ConfigureAwait(false))
        {
            cases.Add(CaseDocument.Of(summary));
            if (cases.Count > limit)
            {
                break;
            }
        }

        return Ok(new() { Cases = [.. cases.Take(limit)], More = cases.Count > limit });

        static IResult Ok(CasesDocument document) => TypedResults.Json(document, WebJson.Default.CasesDocument);
    }

    /// <summary>From the index; a journal without one has to be read.</summary>
    private static async IAsyncEnumerable<CaseSummary> OpenAsync(
        ICaseJournal journal, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (journal is ICaseIndex index)
        {
            foreach (var status in new[] { CaseStatus.Waiting, CaseStatus.Open })
            {
                await foreach (var summary in index.ListAsync(new() { Status = status, Limit = most }, cancellationToken).ConfigureAwait(false))
                {
                    yield return summary;
                }
            }

            yield break;
        }

        await foreach (var id in journal.OpenCasesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await journal.ReadAsync(id, cancellationToken).ConfigureAwait(false) is { IsEmpty: false } events)
            {
                yield return CaseSummary.Of(CaseState.From(events.AsSpan()), events[^1].At);
            }
        }
    }

    private static async Task<IResult> ShowAsync(
        string caseId, ICaseJournal journal, CancellationToken cancellationToken, bool events = false) =>
        CaseId.TryParse(caseId, out var id) && await journal.ReadAsync(id, cancellationToken).ConfigureAwait(false) is { IsEmpty: false } all
            ? TypedResults.Json(CaseDocument.Of(all, events), WebJson.Default.CaseDocument)
            : Problems.NoCase(caseId);
}
