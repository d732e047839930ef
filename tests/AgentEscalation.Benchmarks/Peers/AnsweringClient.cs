using Microsoft.Extensions.AI;

namespace AgentEscalation.Benchmarks.Peers;

/// <summary>The model that every contestant of the four calls asks: it answers at once, so that what is measured is what stands around it.</summary>
internal sealed class AnsweringClient(FailingJob job) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        new(new ChatMessage(ChatRole.Assistant, await job.CallAsync(cancellationToken).ConfigureAwait(false)));

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nobody asks for a stream here.");

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
