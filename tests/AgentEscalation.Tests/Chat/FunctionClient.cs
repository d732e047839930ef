using Microsoft.Extensions.AI;

namespace AgentEscalation.Tests.Chat;

/// <summary>A model that is a function of what it is told. It keeps what it was told.</summary>
internal sealed class FunctionClient(Func<IReadOnlyList<ChatMessage>, ChatOptions, CancellationToken, Task<ChatResponse>> answer, string? modelId = null)
    : IChatClient
{
    private readonly List<(string Told, ChatOptions Options)> _calls = [];

    public FunctionClient(Func<IReadOnlyList<ChatMessage>, ChatOptions, ChatResponse> answer, string? modelId = null)
        : this((messages, options, _) => Task.FromResult(answer(messages, options)), modelId)
    {
    }

    /// <summary>Answers one after the other, the last one for ever.</summary>
    public FunctionClient(params ChatResponse[] answers)
        : this(Turns(answers))
    {
    }

    public IReadOnlyList<(string Told, ChatOptions Options)> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    public static ChatResponse Say(string text, int input = 100, int output = 20) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        Usage = new() { InputTokenCount = input, OutputTokenCount = output },
    };

    public static ChatResponse Call(params (string Name, Dictionary<string, object?> Arguments)[] calls) =>
        new(new ChatMessage(ChatRole.Assistant, [.. calls.Select(static (call, i) => (AIContent)new FunctionCallContent($"call-{i}", call.Name, call.Arguments))]))
        {
            Usage = new() { InputTokenCount = 100, OutputTokenCount = 20 },
        };

    public static string Told(IEnumerable<ChatMessage> messages) => string.Join(
        "\n",
        messages.SelectMany(static m => m.Contents).Select(static c => c switch
        {
            TextContent text => text.Text,
            FunctionResultContent result => result.Result?.ToString(),
            _ => "",
        }));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> all = [.. messages];
        lock (_calls)
        {
            _calls.Add((Told(all), options ?? new()));
        }

        return answer(all, options ?? new(), cancellationToken);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("test", null, modelId) : null;

    public void Dispose()
    {
    }

    private static Func<IReadOnlyList<ChatMessage>, ChatOptions, ChatResponse> Turns(ChatResponse[] answers)
    {
        var next = -1;
        return (_, _) => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)];
    }
}
