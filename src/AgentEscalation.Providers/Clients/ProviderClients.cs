using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Headers;
using AgentEscalation.Providers.Configuration;
using AgentEscalation.Providers.Transport;
using AgentEscalation.Telemetry;
using Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OllamaSharp;
using OpenAI;

namespace AgentEscalation.Providers.Clients;

/// <summary>Makes the chat client of a provider. Each speaks through the same transport, and none tries again by itself.</summary>
internal static class ProviderClients
{
    /// <summary>Anthropic's protocol wants a limit in each call; this one counts where the caller sets none.</summary>
    private const int AnthropicAnswerTokens = 8192;

    public static IChatClient Create(Provider provider, TimeProvider time, ILoggerFactory? loggers)
    {
        var http = ProviderTransport.Create(provider, time);
        var client = provider.Options.Kind switch
        {
            ProviderKind.Ollama => OllamaClient(provider, http),
            ProviderKind.Anthropic => AnthropicClient(provider, http),
            _ => OpenAIClient(provider, http),
        };

        // Outermost, so that it sees errors only after their keys were taken out.
        return new OpenTelemetryChatClient(new ProviderChatClient(client, provider, http), loggers?.CreateLogger(typeof(ModelProviders)), TelemetryNames.ActivitySource);
    }

    private static IChatClient OpenAIClient(Provider provider, HttpClient http) =>
        new OpenAIClient(
            new ApiKeyCredential(provider.Key ?? ProviderKey.None),
            new OpenAIClientOptions
            {
                Endpoint = provider.Address,
                Transport = new HttpClientPipelineTransport(http),
                RetryPolicy = new ClientRetryPolicy(0),
                NetworkTimeout = Timeout.InfiniteTimeSpan,
            }).GetChatClient(provider.Options.Model).AsIChatClient();

    private static OllamaApiClient OllamaClient(Provider provider, HttpClient http)
    {
        http.BaseAddress = provider.Address;
        if (provider.Key is { } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return new OllamaApiClient(http, provider.Options.Model);
    }

    private static IChatClient AnthropicClient(Provider provider, HttpClient http) =>
        new AnthropicClient
        {
            // Always set: left alone, the client would take a key from the environment and send it to whatever address it was given.
            ApiKey = provider.Key ?? ProviderKey.None,
            AuthToken = null,
            BaseUrl = provider.Address.ToString().TrimEnd('/'),
            HttpClient = http,
            MaxRetries = 0,
            Timeout = TimeSpan.FromDays(1),
        }.AsIChatClient(provider.Options.Model, AnthropicAnswerTokens);
}
