using System.Text;
using System.Text.Encodings.Web;
using AgentEscalation.Cases;
using Microsoft.AspNetCore.Http;

namespace AgentEscalation.AspNetCore.Links;

/// <summary>Plain pages without scripts, styles and anything from elsewhere. Every text is encoded.</summary>
internal static class LinkPage
{
    public static void AddHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    }

    public static IResult Message(int status, string title, string text) => Page(status, title, $"<p>{Html(text)}</p>");

    public static IResult Card(DecisionCard card, LinkPayload link)
    {
        var option = card.Options.First(o => o.Key == link.Option);
        var page = new StringBuilder();
        page.Append($"<p>{Html(card.Report.Agent)}: {Html(card.Report.Task)}</p><pre>{Html(card.Report.Problem)}</pre><ul>");
        foreach (var level in card.Levels)
        {
            page.Append($"<li>{Html(level)}</li>");
        }

        page.Append($"</ul><h2>{Html(option.Key)}: {Html(option.Title.Value)}</h2><pre>{Html(option.Description.Value)}</pre>");
        page.Append(option.Consequence is { } consequence ? $"<p>{Html(consequence)}</p>" : "");
        page.Append(option.Cost is { } cost ? $"<p>Cost: {Html(cost.ToString())}</p>" : "");
        page.Append($"<p>Can be taken back: {Html(Words.Slug(option.Reversibility))}</p><form method=\"post\">");
        page.Append(option.Key == DecisionOption.RetryKey
            ? $"<p><label>Your words for the specialist<br><textarea name=\"words\" rows=\"8\" cols=\"80\" maxlength=\"{Decision.MaxWords}\" required></textarea></label></p>"
            : "");
        page.Append($"<button type=\"submit\">Decide for {Html(option.Key)} as {Html(link.By)}</button></form>");
        page.Append($"<p>It waits until {Html($"{card.Expires:u}")}; then: {Html(card.SafeDefault)}.</p>");
        return Page(StatusCodes.Status200OK, $"Decision {card.Number}", page.ToString());
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Page(int status, string title, string body) => TypedResults.Content(
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Html(title)}</title></head><body><h1>{Html(title)}</h1>{body}</body></html>",
        "text/html; charset=utf-8",
        Encoding.UTF8,
        status);

    private static string Html(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
