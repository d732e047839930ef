using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentEscalation.Testing.Scripting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AgentEscalation.Testing.Endpoint;

/// <summary>A small host on 127.0.0.1 that answers by a script over real HTTP: OpenAI's chat completions, Ollama's chat and Anthropic's
/// messages, whole and streamed, with tool calls and faults. What runs against it runs against a real endpoint. Safe for any
/// thread; dispose it to free the port.</summary>
public sealed class ScriptedEndpoint : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<EndpointRequest> _requests = [];
    private readonly ScriptedEndpointOptions _options;
    private readonly WebApplication _host;

    private ScriptedEndpoint(ChatScript script, ScriptedEndpointOptions options)
    {
        Script = script;
        _options = options;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        _host = builder.Build();
        _host.Run(HandleAsync);
    }

    /// <summary>What it answers.</summary>
    public ChatScript Script { get; }

    /// <summary>Where it listens, without a path: what Ollama's and Anthropic's clients take.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What clients of the OpenAI protocol take: the address with <c>/v1</c>.</summary>
    public Uri OpenAIAddress => new(Address, "v1");

    /// <summary>All requests so far, in the order of their coming, a copy.</summary>
    public ImmutableArray<EndpointRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Starts an endpoint.</summary>
    /// <param name="script">What it answers.</param>
    /// <param name="options">How it behaves besides; null: the defaults.</param>
    /// <param name="token">Gives up starting.</param>
    /// <returns>The endpoint; it listens already.</returns>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ScriptedEndpoint> StartAsync(
        ChatScript script, ScriptedEndpointOptions? options = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        var endpoint = new ScriptedEndpoint(script, options ?? new());
        await endpoint._host.StartAsync(token).ConfigureAwait(false);
        endpoint.Address = new(endpoint._host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return endpoint;
    }

    /// <summary>Ends it: open requests are dropped.</summary>
    /// <returns>When the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _host.StopAsync(now.Token).ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
    }

    private static Wire? WireOf(string method, string path) => method != "POST" ? null
        : path.EndsWith("/chat/completions", StringComparison.Ordinal) ? OpenAIWire.Instance
        : path.EndsWith("/api/chat", StringComparison.Ordinal) ? OllamaWire.Instance
        : path.EndsWith("/v1/messages", StringComparison.Ordinal) ? AnthropicWire.Instance : null;

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var wire = WireOf(request.Method, request.Path);
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        var call = wire is null ? null : Read(wire, body);
        var seen = new EndpointRequest
        {
            Protocol = wire?.Protocol ?? WireProtocol.None,
            Method = request.Method,
            Path = request.GetEncodedPathAndQuery(),
            Headers = request.Headers.ToImmutableDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body,
            Call = call,
        };
        lock (_lock)
        {
            _requests.Add(seen);
        }

        if (_options.Key is { } key && !Carries(request, key))
        {
            await ErrorAsync(context, wire, 401, "the key is missing or wrong").ConfigureAwait(false);
        }
        else if (wire is null)
        {
            await ListAsync(context).ConfigureAwait(false);
        }
        else if (call is null)
        {
            await ErrorAsync(context, wire, 400, "the body is no chat request").ConfigureAwait(false);
        }
        else if (!_options.Models.IsEmpty && !_options.Models.Contains(call.Model ?? ""))
        {
            await ErrorAsync(context, wire, 404, $"the model '{call.Model}' does not exist").ConfigureAwait(false);
        }
        else
        {
            await AnswerAsync(context, wire, call).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context, Wire wire, ScriptedCall call)
    {
        ScriptedAnswer answer;
        try
        {
            answer = Script.Answer(call);
        }
        catch (ScriptEndedException ended)
        {
            // Not a 500: that would be tried again, and the test would end in a riddle.
            await ErrorAsync(context, wire, 400, ended.Message).ConfigureAwait(false);
            return;
        }

        try
        {
            if (answer.Delay > TimeSpan.Zero)
            {
                await Task.Delay(answer.Delay, _options.Time, context.RequestAborted).ConfigureAwait(false);
            }

            await FaultyAnswer.WriteAsync(context, wire, call, answer, _options.Time).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody is left to tell.
        }
    }

    private static ScriptedCall? Read(Wire wire, string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject json ? wire.Read(json) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static bool Carries(HttpRequest request, string key) =>
        request.Headers.Authorization == "Bearer " + key || request.Headers["x-api-key"] == key || request.Headers["api-key"] == key;

    private static Task ErrorAsync(HttpContext context, Wire? wire, int status, string message) =>
        FaultyAnswer.ErrorAsync(context, wire ?? OpenAIWire.Instance, status, message);

    private Task ListAsync(HttpContext context)
    {
        if (context.Request.Method == "GET" && context.Request.Path.Value is "/v1/models" or "/models")
        {
            var models = new JsonArray([.. _options.Models.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["object"] = "model" })]);
            return Wire.JsonAsync(context, new() { ["object"] = "list", ["data"] = models });
        }

        if (context.Request.Method == "GET" && context.Request.Path.Value is "/api/tags")
        {
            var models = new JsonArray([.. _options.Models.Select(id => (JsonNode)new JsonObject { ["name"] = id, ["model"] = id })]);
            return Wire.JsonAsync(context, new() { ["models"] = models });
        }

        return ErrorAsync(context, null, 404, $"nothing is served at {context.Request.Path}");
    }
}
