using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace AgentEscalation.SemanticKernel.Chat;

/// <summary>A chat completion service as a client. The kernel's own adapter leaves the usage behind, without which no envelope would hold, the
/// tools that are only declared, and the plugin's name of a call.</summary>
internal sealed class ServiceChatClient : DelegatingChatClient
{
    private static readonly string[] Input = ["InputTokenCount", "InputTokens", "PromptTokens"];
    private static readonly string[] Output = ["OutputTokenCount", "OutputTokens", "CompletionTokens"];
    private static readonly AsyncLocal<StrongBox<UsageDetails?>?> Seen = new();

    private ServiceChatClient(IChatClient inner)
        : base(inner)
    {
    }

    public static ServiceChatClient Of(IChatCompletionService service) => new(new Watched(service).AsChatClient());

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var seen = Seen.Value = new(null);
        var response = await base.GetResponseAsync(messages, Offering(options), cancellationToken).ConfigureAwait(false);
        response.Usage ??= seen.Value;
        return response;
    }

    /// <summary>Tools are declared to the model and carried out by the ladder alone; the kernel's adapter passes on only what it could call.</summary>
    private static ChatOptions? Offering(ChatOptions? options)
    {
        if (options?.Tools is not { Count: > 0 } tools)
        {
            return options;
        }

        options = options.Clone();
        options.Tools = [.. tools.Select(static tool => tool is AIFunctionDeclaration declaration and not AIFunction ? new DeclaredFunction(declaration) : tool)];
        return options;
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

    /// <summary>The kernel's own adapter leaves the plugin behind, and a tool is known by its whole name.</summary>
    private static void KeepNames(ChatMessageContentItemCollection items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is Microsoft.SemanticKernel.FunctionCallContent { PluginName: { Length: > 0 } plugin } call)
            {
                items[i] = new Microsoft.SemanticKernel.FunctionCallContent(
                    $"{plugin}-{call.FunctionName}", pluginName: null, call.Id, call.Arguments)
                {
                    Exception = call.Exception,
                };
            }
        }
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

            foreach (var content in contents)
            {
                KeepNames(content.Items);
            }

            return contents;
        }

        public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
            ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default) =>
            inner.GetStreamingChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken);
    }

    private sealed class DeclaredFunction(AIFunctionDeclaration declaration) : AIFunction
    {
        public override string Name => declaration.Name;

        public override string Description => declaration.Description;

        public override System.Text.Json.JsonElement JsonSchema => declaration.JsonSchema;

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
            throw new NotSupportedException($"'{declaration.Name}' is carried out by the ladder, within the attempt's budget.");
    }
}
