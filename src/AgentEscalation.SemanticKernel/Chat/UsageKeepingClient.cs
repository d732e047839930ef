using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace AgentEscalation.SemanticKernel.Chat;

/// <summary>A chat completion service as a client. The kernel's own adapter leaves the usage behind, and without it no envelope would hold.</summary>
internal sealed class UsageKeepingClient : DelegatingChatClient
{
    private static readonly string[] Input = ["InputTokenCount", "InputTokens", "PromptTokens"];
    private static readonly string[] Output = ["OutputTokenCount", "OutputTokens", "CompletionTokens"];
    private static readonly AsyncLocal<StrongBox<UsageDetails?>?> Seen = new();

    private UsageKeepingClient(IChatClient inner)
        : base(inner)
    {
    }

    public static UsageKeepingClient Of(IChatCompletionService service) => new(new Watched(service).AsChatClient());

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var seen = Seen.Value = new(null);
        var response = await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        response.Usage ??= seen.Value;
        return response;
    }

    private static UsageDetails? UsageOf(ChatMessageContent content) => content.Metadata?.GetValueOrDefault("Usage") switch
    {
        UsageDetails usage => usage,
        { } other => new() { InputTokenCount = Count(other, Input), OutputTokenCount = Count(other, Output) },
        _ => null,
    };

    /// <summary>Every connector has a usage type of its own; they agree on few names.</summary>
    private static long? Count(object usage, string[] names)
    {
        foreach (var name in names)
        {
            if (usage.GetType().GetProperty(name)?.GetValue(usage) is IConvertible value)
            {
                return value.ToInt64(CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private sealed class Watched(IChatCompletionService inner) : IChatCompletionService
    {
        public IReadOnlyDictionary<string, object?> Attributes => inner.Attributes;

        public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
            ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
        {
            var contents = await inner.GetChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken).ConfigureAwait(false);
            if (Seen.Value is { } seen && contents.Count > 0)
            {
                seen.Value = UsageOf(contents[^1]);
            }

            return contents;
        }

        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
            ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default) =>
            inner.GetStreamingChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken);
    }
}
