using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Cassettes;

/// <summary>Hands calls on to a real client and writes what was asked and answered to a file, one JSON document a line, secrets taken out.
/// Streams are recorded whole. Safe for any thread; a call that fails is not recorded.</summary>
/// <param name="inner">The real client.</param>
/// <param name="path">The file; it is begun anew with the first call.</param>
public sealed class RecordingChatClient(IChatClient inner, string path) : DelegatingChatClient(inner)
{
    private readonly Lock _lock = new();
    private bool _begun;

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatMessage> sent = [.. messages];
        var response = await base.GetResponseAsync(sent, options, cancellationToken).ConfigureAwait(false);
        Write(CassetteLine.Of(sent, options, response));
        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> sent = [.. messages];
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in base.GetStreamingResponseAsync(sent, options, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            yield return update;
        }

        Write(CassetteLine.Of(sent, options, updates.ToChatResponse()));
    }

    private void Write(string line)
    {
        lock (_lock)
        {
            if (!_begun)
            {
                File.WriteAllText(path, "");
                _begun = true;
            }

            File.AppendAllText(path, line + "\n");
        }
    }
}
