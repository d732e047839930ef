using System.Net;
using System.Runtime.CompilerServices;
using AgentEscalation.Cases.Text;
using AgentEscalation.Providers.Configuration;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Providers.Clients;

/// <summary>Gives whatever a client throws the provider's name, a mend and no key. Cancellation stays what it is.</summary>
internal sealed class ProviderChatClient(IChatClient inner, Provider provider, HttpClient http) : DelegatingChatClient(inner)
{
    private const int MostMessage = 600;

    private readonly ChatClientMetadata _metadata = new(
        provider.Options.Kind switch { ProviderKind.Ollama => "ollama", ProviderKind.Anthropic => "anthropic", _ => "openai" },
        provider.Address,
        provider.Options.Model);

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? _metadata : base.GetService(serviceType, serviceKey);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Named(e);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (updates.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync().ConfigureAwait(false))
                    {
                        yield break;
                    }
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    throw Named(e);
                }

                yield return updates.Current;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            http.Dispose();
        }
    }

    private ProviderException Named(Exception e)
    {
        var own = Find<ProviderException>(e);
        var status = own?.Status ?? Find<HttpRequestException>(e)?.StatusCode;
        var said = own ?? (status is null ? e : Find<HttpRequestException>(e)!);
        // What is wrong comes first: mostly only the beginning is shown.
        return new(
            $"{Clean(said.Message)}{(own is null ? Mend(status) : "")} "
            + $"(provider '{provider.Name}', {provider.Options.Model} at {provider.Address.GetLeftPart(UriPartial.Path)})",
            status);
    }

    /// <summary>Without keys by their shape, and without this provider's whatever its shape.</summary>
    private string Clean(string message)
    {
        message = string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        message = provider.Key is { Length: > 3 } key ? message.Replace(key, Redactor.Replacement, StringComparison.Ordinal) : message;
        message = Redactor.Redact(message);
        message = message.Length > MostMessage ? message[..MostMessage] + "..." : message;
        return message is [.., '.' or '!' or '?'] ? message : message + ".";
    }

    private string Mend(HttpStatusCode? status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (provider.Options.KeyFrom ?? ProviderKey.UsualName(provider.Options)) is { } from
            ? $" Check the key in '{from}'."
            : " Set KeyFrom to the name of the environment variable with the key.",
        HttpStatusCode.NotFound => $" Check the model's id and Endpoint{(provider.Options.Kind is ProviderKind.OpenAICompatible ? ", which mostly ends in /v1" : "")}.",
        HttpStatusCode.TooManyRequests => " The provider's limit is reached; wait, or put another provider behind it in the tier.",
        _ => "",
    };

    private static T? Find<T>(Exception? e)
        where T : Exception => e switch { null => null, T found => found, _ => Find<T>(e.InnerException) };
}
