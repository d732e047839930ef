using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentEscalation.AspNetCore.Webhooks;
using AgentEscalation.Cases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentEscalation.AspNetCore.Tests;

public sealed class WebhookTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_is_sent_once_with_a_signature_that_the_receiver_can_check()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync(receiver.Address);
        var card = (await host.WaitingAsync()).Card;
        Assert.Equal(1, await LookAsync(host));
        Assert.Equal(0, await LookAsync(host));

        var message = Assert.Single(receiver.Taken);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{message.Id}.{message.Timestamp}."), .. message.Body];
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(Key, signed))}", message.Signature);
        Assert.Equal(host.Time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), message.Timestamp);
        var document = JsonElement.Parse(message.Body);
        Assert.Equal("decision-card.issued", document.GetProperty("type").GetString());
        Assert.Equal(card.CaseId.ToString(), document.GetProperty("data").GetProperty("card").GetProperty("caseId").GetString());
        Assert.False(document.GetProperty("data").TryGetProperty("links", out _));
    }

    [Fact]
    public async Task What_was_not_taken_is_sent_again_later_and_later_under_the_same_id()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync(receiver.Address);
        await host.WaitingAsync();
        receiver.Statuses.Enqueue(500);
        receiver.Statuses.Enqueue(302);
        Assert.Equal(0, await LookAsync(host));
        Assert.Equal(0, await LookAsync(host));
        Assert.Single(receiver.Taken);
        host.Time.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(host, () => receiver.Taken.Count >= 2);
        host.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, await LookAsync(host));
        host.Time.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(host, () => receiver.Taken.Count >= 3);
        Assert.Single(receiver.Taken.Select(m => m.Id).Distinct());
        host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await LookAsync(host));
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_costs_nothing_but_tries_and_a_decided_card_is_not_sent_any_more()
    {
        Uri gone;
        await using (var receiver = await Receiver.StartAsync())
        {
            gone = receiver.Address;
        }

        await using var host = await StartAsync(gone);
        var card = (await host.WaitingAsync()).Card;
        Assert.Equal(0, await LookAsync(host));
        Assert.True((await host.Router.Decisions.AnswerAsync(card.Stop(), "code", Token)).IsTaken);
        host.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await LookAsync(host));
    }

    [Fact]
    public async Task With_a_recipient_the_message_carries_links_that_decide_in_its_name()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await StartAsync(receiver.Address, o => o.Recipient = "ana");
        var card = (await host.WaitingAsync()).Card;
        await LookAsync(host);
        var links = JsonElement.Parse(Assert.Single(receiver.Taken).Body).GetProperty("data").GetProperty("links");
        Assert.Equal(card.Options.Select(o => o.Key), links.EnumerateObject().Select(l => l.Name));
        var stop = new Uri(links.GetProperty("stop").GetString()!).AbsolutePath;
        Assert.True((await host.PostAsync(stop, new ByteArrayContent([]), null)).IsSuccessStatusCode);
        var taken = (await host.Router.Journal.ReadAsync(card.CaseId, Token)).OfType<AgentEscalation.Cases.Events.DecisionTaken>().Single();
        Assert.Equal(("ana", DecisionOption.StopKey), (taken.By, taken.Option));
    }

    [Theory]
    [InlineData("http://example.org/hook", null, "Address")]
    [InlineData("ftp://127.0.0.1/hook", null, "Address")]
    [InlineData("https://example.org/hook", "c2hvcnQ=", "Secret")]
    [InlineData("https://example.org/hook", "no base64!", "Secret")]
    public async Task What_cannot_be_used_is_named_at_start(string address, string? secret, string said)
    {
        var e = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new(address), o => o.Secret = secret ?? o.Secret));
        Assert.Contains($"AgentEscalation:Webhook:{said}", e.Message, StringComparison.Ordinal);
    }

    private static Task<WebHost> StartAsync(Uri address, Action<DecisionWebhookOptions>? configure = null) => WebHost.StartAsync(with: builder =>
        builder.AddDecisionWebhook(o =>
        {
            o.Address = address;
            o.Secret = "whsec_" + Convert.ToBase64String(Key);
            configure?.Invoke(o);
        }));

    private static Task<int> LookAsync(WebHost host) => host.App.Services.GetRequiredService<WebhookSender>().LookAsync(Token);

    /// <summary>The host's own look may be the one that sends.</summary>
    private static async Task UntilAsync(WebHost host, Func<bool> done)
    {
        while (!done())
        {
            await LookAsync(host);
        }
    }
}
