using System.Diagnostics.CodeAnalysis;
using AgentEscalation.AspNetCore.Access;
using AgentEscalation.AspNetCore.Answers;
using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentEscalation.AspNetCore.Links;

/// <summary>What stands behind a link: a page that shows the card and a button that decides. The link itself is who is let in.</summary>
internal static class LinkEndpoints
{
    public static void Map(RouteGroupBuilder group, CallerLimits limits, DecisionLinks links, string prefix)
    {
        var all = group.MapGroup("/links").AllowAnonymous().AddEndpointFilter(limits.AnswerAsync).ExcludeFromDescription();
        all.MapGet("/{token}", (string token, HttpContext http, DecisionInbox inbox, CancellationToken cancellationToken) =>
            ShowAsync(token, http, links, inbox, cancellationToken));
        all.MapPost("/{token}", (string token, HttpContext http, DecisionInbox inbox, CancellationToken cancellationToken) =>
            AnswerAsync(token, http, links, inbox, cancellationToken)).DisableAntiforgery();
    }

    /// <summary>Reads a link, or says why it opens nothing.</summary>
    private static bool TryOpen(
        DecisionLinks links, string token, [NotNullWhen(true)] out LinkPayload? link, [NotNullWhen(false)] out IResult? refused)
    {
        link = links.Read(token);
        refused = link is null
            ? LinkPage.Message(StatusCodes.Status404NotFound, "This link is not valid", "It is incomplete, or it was not made here.")
            : links.IsOver(link) ? LinkPage.Message(StatusCodes.Status410Gone, "This link is too old", "Ask for a new one, or answer in another way.")
            : null;
        return refused is null;
    }

    private static async Task<IResult> ShowAsync(
        string token, HttpContext http, DecisionLinks links, DecisionInbox inbox, CancellationToken cancellationToken)
    {
        LinkPage.AddHeaders(http);
        if (!TryOpen(links, token, out var link, out var refused))
        {
            return refused;
        }

        if (await inbox.FindAsync(link.CaseId, cancellationToken).ConfigureAwait(false) is not { } ticket
            || ticket.Card.Number != link.Number || ticket.Card.Digest != link.Digest)
        {
            return LinkPage.Message(
                StatusCodes.Status410Gone, "There is nothing to decide any more", "The card was decided, has expired, or was issued anew.");
        }

        return LinkPage.Card(ticket.Card, link);
    }

    private static async Task<IResult> AnswerAsync(
        string token, HttpContext http, DecisionLinks links, DecisionInbox inbox, CancellationToken cancellationToken)
    {
        LinkPage.AddHeaders(http);
        if (!TryOpen(links, token, out var link, out var refused))
        {
            return refused;
        }

        var (words, status, fault) = await WordsAsync(http, cancellationToken).ConfigureAwait(false);
        if (fault is not null)
        {
            return LinkPage.Message(status, "The answer cannot be used", fault);
        }

        var decision = new Decision
        {
            CaseId = link.CaseId, Number = link.Number, Digest = link.Digest, Option = link.Option, Words = words, By = link.By,
        };
        var receipt = await inbox.AnswerAsync(decision, Caller.ViaOf(http, "link"), cancellationToken).ConfigureAwait(false);
        return receipt.IsTaken
            ? LinkPage.Message(StatusCodes.Status200OK, "Your decision is kept", $"Option {link.Option} was taken. You can close this page.")
            : LinkPage.Message(Problems.DocumentOf(receipt).Status, "The answer does not count", receipt.Fault!.Message);
    }

    /// <summary>A form with one field at most, read by hand: nothing else of a form is wanted.</summary>
    private static async ValueTask<(string? Words, int Status, string? Fault)> WordsAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Request.ContentLength is 0 or null && http.Request.Headers.TransferEncoding.Count == 0)
        {
            return (null, 0, null);
        }

        if (!string.Equals(http.Request.ContentType?.Split(';')[0].Trim(), "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return (null, StatusCodes.Status415UnsupportedMediaType, "Use the form of the page.");
        }

        if (await AnswerBody.BytesAsync(http, cancellationToken).ConfigureAwait(false) is not { } body)
        {
            return (null, StatusCodes.Status413PayloadTooLarge, $"An answer has at most {AnswerBody.MostBytes} bytes.");
        }

        foreach (var field in System.Text.Encoding.UTF8.GetString(body.Span).Split('&'))
        {
            if (field.StartsWith("words=", StringComparison.Ordinal))
            {
                var words = Uri.UnescapeDataString(field["words=".Length..].Replace('+', ' '));
                return AnswerText.FaultOf(words) is { } fault ? (null, StatusCodes.Status400BadRequest, fault) : (words, 0, null);
            }
        }

        return (null, 0, null);
    }
}
