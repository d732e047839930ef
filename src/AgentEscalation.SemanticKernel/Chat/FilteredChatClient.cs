using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.TextGeneration;

namespace AgentEscalation.SemanticKernel.Chat;

/// <summary>Shows each message that an agent sends to the prompt filters of the kernel before it goes out, as a kernel does with rendered
/// prompts. The text is data: no template in it is run.</summary>
internal sealed class FilteredChatClient(IChatClient inner, AgentKernel kernel) : DelegatingChatClient(inner)
{
    private readonly ConditionalWeakTable<ChatMessage, Shown> _shown = [];

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (filtered, answer) = await FilterAsync(messages, cancellationToken).ConfigureAwait(false);
        return answer is null
            ? await base.GetResponseAsync(filtered, options, cancellationToken).ConfigureAwait(false)
            : new(new ChatMessage(ChatRole.Assistant, answer));
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (filtered, answer) = await FilterAsync(messages, cancellationToken).ConfigureAwait(false);
        if (answer is not null)
        {
            yield return new(ChatRole.Assistant, answer);
            yield break;
        }

        await foreach (var update in base.GetStreamingResponseAsync(filtered, options, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    private async ValueTask<(IEnumerable<ChatMessage> Messages, string? Answer)> FilterAsync(
        IEnumerable<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var filters = kernel.Kernel.PromptRenderFilters;
        if (filters.Count == 0)
        {
            return (messages, null);
        }

        List<ChatMessage> filtered = [];
        string? answer = null;
        foreach (var message in messages)
        {
            if (message.Role != ChatRole.User || message.Text.Length == 0)
            {
                filtered.Add(message);
                continue;
            }

            if (!_shown.TryGetValue(message, out var shown))
            {
                shown = await ShowAsync(filters, message.Text, cancellationToken).ConfigureAwait(false);
                _shown.AddOrUpdate(message, shown);
            }

            // Only what answers the newest message answers the call.
            answer = shown.Answer;
            var clone = message.Clone();
            clone.Contents = [new Microsoft.Extensions.AI.TextContent(shown.Prompt ?? message.Text), .. message.Contents.Where(c => c is not Microsoft.Extensions.AI.TextContent)];
            filtered.Add(clone);
        }

        return (filtered, answer);
    }

    /// <summary>Renders through a kernel of its own whose service only takes the prompt down.</summary>
    private async ValueTask<Shown> ShowAsync(IList<IPromptRenderFilter> filters, string text, CancellationToken cancellationToken)
    {
        var taken = new Taken();
        var services = new ServiceCollection().AddSingleton<ITextGenerationService>(taken).BuildServiceProvider();
        await using var disposal = services.ConfigureAwait(false);
        var around = new Kernel(services, [.. kernel.Kernel.Plugins]);
        foreach (var filter in filters)
        {
            around.PromptRenderFilters.Add(filter);
        }

        var function = KernelFunctionFactory.CreateFromPrompt(new Verbatim(text), new PromptTemplateConfig { Name = "agent_message" });
        var result = await function.InvokeAsync(around, [], cancellationToken).ConfigureAwait(false);
        return taken.Prompt is { } prompt ? new(prompt, null) : new(null, result.ToString());
    }

    private sealed record Shown(string? Prompt, string? Answer);

    private sealed class Verbatim(string text) : IPromptTemplate
    {
        public Task<string> RenderAsync(Kernel kernel, KernelArguments? arguments = null, CancellationToken cancellationToken = default) => Task.FromResult(text);
    }

    private sealed class Taken : ITextGenerationService
    {
        public string? Prompt { get; private set; }

        public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?>();

        public Task<IReadOnlyList<Microsoft.SemanticKernel.TextContent>> GetTextContentsAsync(
            string prompt, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
        {
            Prompt = prompt;
            return Task.FromResult<IReadOnlyList<Microsoft.SemanticKernel.TextContent>>([new("")]);
        }

        public IAsyncEnumerable<StreamingTextContent> GetStreamingTextContentsAsync(
            string prompt, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Prompts are rendered whole.");
    }
}
