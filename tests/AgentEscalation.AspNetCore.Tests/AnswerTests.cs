using System.Net;
using System.Text;
using System.Text.Json;
using AgentEscalation.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AgentEscalation.AspNetCore.Tests;

public sealed class AnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_cannot_tell_who_calls_is_refused()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAgentEscalation();
        await using var app = builder.Build();
        var refused = Assert.Throws<InvalidOperationException>(() => app.MapAgentEscalation());
        Assert.Contains("open to everybody", refused.Message, StringComparison.Ordinal);
        app.MapAgentEscalation(configure: o => o.AllowAnonymousAccess = true);
    }

    [Fact]
    public async Task Nobody_reads_or_answers_without_being_signed_in()
    {
        await using var host = await WebHost.StartAsync();
        var card = (await host.WaitingAsync()).Card;
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("inbox", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync($"cases/{card.CaseId}", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.PostAsync(Path(card), Body(card, "stop"), null)).StatusCode);
        Assert.NotNull(await host.Router.Decisions.FindAsync(card.CaseId, Token));
    }

    [Fact]
    public async Task Of_two_answers_at_once_one_counts_and_the_other_is_told_who_was_first()
    {
        await using var host = await WebHost.StartAsync();
        var card = (await host.WaitingAsync()).Card;
        var both = await Task.WhenAll(host.PostAsync(Path(card), Body(card, "retry", "go"), "ana"), host.PostAsync(Path(card), Body(card, "retry", "go"), "ben"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], both.Select(b => b.StatusCode).Order());
        var winner = both[0].StatusCode == HttpStatusCode.OK ? "ana" : "ben";
        var problem = JsonElement.Parse(await both.Single(b => b.StatusCode == HttpStatusCode.Conflict).Content.ReadAsStringAsync(Token));
        Assert.Equal("urn:agent-escalation:used", problem.GetProperty("type").GetString());
        Assert.Equal(winner, problem.GetProperty("decided").GetProperty("by").GetString());
        Assert.Equal("http 127.0.0.1", problem.GetProperty("decided").GetProperty("via").GetString());
    }

    [Fact]
    public async Task What_is_no_answer_is_refused_and_changes_nothing()
    {
        await using var host = await WebHost.StartAsync();
        var card = (await host.WaitingAsync()).Card;
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(new StringContent("{}", Encoding.UTF8, "text/plain")));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(Body(card, "retry", new string('a', 200_000))));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Body(card, "retry", "a\u0000b")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Body(card, "Q")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Json("""{"card":1}""")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Json("[")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(Json($$"""{"card":1,"digest":"{{card.Digest:x16}}","option":"stop","by":"root"}""")));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(Json($$"""{"card":1,"digest":"{{card.Digest + 1:x16}}","option":"stop"}""")));
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync("inbox/..%2f..%2fx/answers", Body(card, "stop"))).StatusCode);
        Assert.NotNull(await host.Router.Decisions.FindAsync(card.CaseId, Token));

        async Task<HttpStatusCode> StatusAsync(HttpContent content) => (await host.PostAsync(Path(card), content)).StatusCode;
    }

    [Fact]
    public async Task An_answer_to_an_expired_card_is_too_late()
    {
        await using var host = await WebHost.StartAsync();
        var card = (await host.WaitingAsync()).Card;
        host.Time.Advance(TimeSpan.FromDays(8));
        var status = (await host.PostAsync(Path(card), Body(card, "retry", "go"))).StatusCode;
        // Whether the host's own look for expired cards was first does not matter.
        Assert.True(status is HttpStatusCode.Gone or HttpStatusCode.Conflict, status.ToString());
        Assert.Equal(CaseStatus.Closed, CaseState.From((await host.Router.Journal.ReadAsync(card.CaseId, Token)).AsSpan()).Status);
    }

    [Fact]
    public async Task Too_many_answers_in_a_minute_are_put_off()
    {
        await using var host = await WebHost.StartAsync(o => o.AnswersPerMinute = 2);
        var card = (await host.WaitingAsync()).Card;
        await host.PostAsync(Path(card), Json("[")).ContinueWith(t => Assert.Equal(HttpStatusCode.BadRequest, t.Result.StatusCode), Token);
        await host.PostAsync(Path(card), Json("["));
        var third = await host.PostAsync(Path(card), Body(card, "stop"));
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.NotNull(third.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync(Path(card), Body(card, "stop"), "ben")).StatusCode);
    }

    [Fact]
    public async Task A_link_shows_first_decides_once_and_cannot_be_altered()
    {
        await using var host = await WebHost.StartAsync();
        var card = (await host.WaitingAsync()).Card;
        var link = host.App.Services.GetRequiredService<DecisionLinks>().Create(card, "stop", "carol").AbsolutePath;
        var page = await host.Client.GetAsync(link, Token);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("<b>way</b>", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.NotNull(await host.Router.Decisions.FindAsync(card.CaseId, Token));

        var at = link.LastIndexOf('/') + 20;
        var altered = link[..at] + (link[at] == 'A' ? 'B' : 'A') + link[(at + 1)..];
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(altered, new ByteArrayContent([]), null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync(link, new ByteArrayContent([]), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await host.PostAsync(link, new ByteArrayContent([]), null)).StatusCode);
        var taken = (await host.Router.Journal.ReadAsync(card.CaseId, Token)).OfType<AgentEscalation.Cases.Events.DecisionTaken>().Single();
        Assert.Equal(("carol", "link 127.0.0.1", "stop"), (taken.By, taken.Via, taken.Option));
    }

    private static string Path(DecisionCard card) => $"inbox/{card.CaseId}/answers";

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static StringContent Body(DecisionCard card, string option, string? words = null) => Json(
        $$"""{"card":{{card.Number}},"digest":"{{card.Digest:x16}}","option":"{{option}}","words":{{JsonSerializer.Serialize(words)}}}""");
}
