using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using AgentEscalation.AspNetCore.Answers;
using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentEscalation.AspNetCore.Webhooks;

/// <summary>Tells somebody about every card that waits, whichever process issued it. What was sent is known as long as this process lives: after a
/// restart the cards that still wait are sent once more under the same ids.</summary>
internal sealed class WebhookSender(IServiceProvider services) : BackgroundService
{
    /// <summary>The name of the client; a host can configure it, for example with a proxy.</summary>
    public const string Client = "AgentEscalation.Webhook";

    /// <summary>How often the inbox is looked into.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly DecisionWebhookOptions _options = services.GetRequiredService<IOptions<DecisionWebhookOptions>>().Value;
    private readonly WebhookSignature _signature = new(services.GetRequiredService<IOptions<DecisionWebhookOptions>>().Value.Secret!);
    private readonly DecisionInbox _inbox = services.GetRequiredService<DecisionInbox>();
    private readonly IHttpClientFactory _clients = services.GetRequiredService<IHttpClientFactory>();
    private readonly DecisionLinks? _links = services.GetService<DecisionLinks>();
    private readonly TimeProvider _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(WebLog.Category);
    private readonly Deliveries _deliveries = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Sends what is due.</summary>
    /// <returns>How many messages were taken.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendDueAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _oneAtATime.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                WebLog.WebhookLookFailed(_logger, e);
            }
        }
    }

    private async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        HashSet<string> waiting = new(StringComparer.Ordinal);
        await foreach (var ticket in _inbox.PendingAsync(cancellationToken).ConfigureAwait(false))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{ticket.CaseId}-{ticket.Card.Number}-{ticket.Card.Digest:x16}");
            waiting.Add(id);
            if (_deliveries.IsDue(id, _time.GetUtcNow()) && await SendAsync(id, ticket.Card, cancellationToken).ConfigureAwait(false))
            {
                sent++;
            }
        }

        _deliveries.Keep(waiting);
        return sent;
    }

    private async Task<bool> SendAsync(string id, DecisionCard card, CancellationToken cancellationToken)
    {
        string fault;
        try
        {
            using var timeout = new CancellationTokenSource(_options.Timeout, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            using var request = RequestOf(id, card);
            using var response = await _clients.CreateClient(Client)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                _deliveries.Succeeded(id);
                WebLog.WebhookSent(_logger, card.CaseId, card.Number);
                return true;
            }

            fault = $"status {(int)response.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            fault = e is HttpRequestException ? e.Message : $"no answer within {_options.Timeout}";
        }

        WebLog.WebhookFailed(_logger, card.CaseId, card.Number, fault, _deliveries.Failed(id, _time.GetUtcNow()));
        return false;
    }

    private HttpRequestMessage RequestOf(string id, DecisionCard card)
    {
        var now = _time.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new() { Type = WebhookDocument.Issued, Timestamp = card.Issued, Data = new() { Card = CardDocument.Of(card), Links = LinksOf(card) } },
            WebJson.Default.WebhookDocument);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new(HttpMethod.Post, _options.Address)
        {
            Content = content,
            Headers =
            {
                { WebhookSignature.IdHeader, id },
                { WebhookSignature.TimeHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
                { WebhookSignature.SignatureHeader, _signature.Of(id, now, body) },
            },
        };
    }

    private Dictionary<string, Uri>? LinksOf(DecisionCard card) => _links is { } links && _options.Recipient is { } recipient
        ? card.Options.ToDictionary(option => option.Key, option => links.Create(card, option.Key, recipient))
        : null;
}
