using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Scripting;

/// <summary>A chat client that answers by a script, in the process. Delays are by the clock it is given, faults are thrown as clients over
/// HTTP throw them. Safe for any thread.</summary>
/// <param name="script">What it answers.</param>
/// <param name="time">The clock of delays; null: the system's.</param>
public sealed class ScriptedChatClient(ChatScript script, TimeProvider? time = null) : IChatClient
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ChatClientMetadata _metadata = new("scripted", defaultModelId: "scripted");

    /// <summary>What it answers.</summary>
    public ChatScript Script { get; } = script ?? throw new ArgumentNullException(nameof(script));

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (call, answer) = await AnswerAsync(messages, options, isStreaming: false, cancellationToken).ConfigureAwait(false);
        await ThrowAsync(answer.Fault, cancellationToken).ConfigureAwait(false);
        return new(new ChatMessage(ChatRole.Assistant, ScriptedContents.Of(call, answer)))
        {
            ResponseId = $"scripted-{call.Number}",
            ModelId = call.Model ?? "scripted",
            FinishReason = ScriptedContents.FinishOf(answer),
            Usage = ScriptedContents.UsageOf(call, answer),
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (call, answer) = await AnswerAsync(messages, options, isStreaming: true, cancellationToken).ConfigureAwait(false);
        if (answer.Fault is not { Kind: ScriptedFaultKind.DroppedMidAnswer })
        {
            await ThrowAsync(answer.Fault, cancellationToken).ConfigureAwait(false);
        }

        var id = $"scripted-{call.Number}";
        foreach (var piece in TextPieces.Of(answer.Fault is null ? answer.Text : "an answer that is never fini"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(ChatRole.Assistant, piece) { ResponseId = id, MessageId = id, ModelId = call.Model };
        }

        await ThrowAsync(answer.Fault, cancellationToken).ConfigureAwait(false);
        List<AIContent> rest = [.. ScriptedContents.Of(call, answer).Where(content => content is not TextContent)];
        rest.Add(new UsageContent(ScriptedContents.UsageOf(call, answer)));
        yield return new(ChatRole.Assistant, rest)
        {
            ResponseId = id, MessageId = id, ModelId = call.Model, FinishReason = ScriptedContents.FinishOf(answer),
        };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Nothing is held.</summary>
    public void Dispose()
    {
    }

    private async ValueTask<(ScriptedCall Call, ScriptedAnswer Answer)> AnswerAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, bool isStreaming, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(messages);
        token.ThrowIfCancellationRequested();
        List<ChatMessage> sent = [.. messages];
        if (options?.Instructions is { Length: > 0 } instructions)
        {
            sent.Insert(0, new(ChatRole.System, instructions));
        }

        var call = new ScriptedCall
        {
            Model = options?.ModelId,
            Messages = sent,
            Tools = [.. (options?.Tools ?? []).Select(tool => tool.Name)],
            IsStreaming = isStreaming,
            WantsJson = options?.ResponseFormat is ChatResponseFormatJson,
        };
        var answer = Script.Answer(call);
        if (answer.Delay > TimeSpan.Zero)
        {
            await Task.Delay(answer.Delay, _time, token).ConfigureAwait(false);
        }

        return (call, answer);
    }

    private async ValueTask ThrowAsync(ScriptedFault? fault, CancellationToken token)
    {
        switch (fault?.Kind)
        {
            case null:
                return;
            case ScriptedFaultKind.Status:
                throw new HttpRequestException(
                    $"{fault.StatusCode}: {fault.Message}" + (fault.RetryAfter is { } wait ? $"; retry after {wait.TotalSeconds:0} s" : ""),
                    inner: null,
                    (HttpStatusCode)fault.StatusCode);
            case ScriptedFaultKind.DroppedConnection:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection was closed.", new IOException("connection reset"));
            case ScriptedFaultKind.DroppedMidAnswer:
                throw new HttpIOException(HttpRequestError.ResponseEnded, "The answer ended too early.");
            case ScriptedFaultKind.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token).ConfigureAwait(false);
                return;
            default:
                throw new JsonException(fault.Kind is ScriptedFaultKind.Html ? "'<' is an invalid start of a value." : "The answer is no JSON.");
        }
    }
}
