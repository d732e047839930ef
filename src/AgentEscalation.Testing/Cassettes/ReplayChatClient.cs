using System.Runtime.CompilerServices;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Cassettes;

/// <summary>Answers from a cassette, without a model: each call gets the answer that was recorded for the same messages and tools, in the
/// order of their recording. Safe for any thread.</summary>
public sealed class ReplayChatClient : IChatClient
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly List<(string Request, ChatResponse Response)> _lines;

    /// <summary>Reads a cassette.</summary>
    /// <param name="path">The file that a <see cref="RecordingChatClient"/> wrote.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ReplayChatClient(string path)
    {
        _path = path;
        _lines = [.. File.ReadLines(path).Where(line => line.Length > 0).Select(CassetteLine.Read)];
    }

    /// <summary>How many recorded calls nobody has made yet.</summary>
    public int CallsLeft
    {
        get
        {
            lock (_lock)
            {
                return _lines.Count;
            }
        }
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = CassetteLine.Key(messages, options);
        lock (_lock)
        {
            var at = _lines.FindIndex(line => line.Request == key);
            if (at < 0)
            {
                throw new ScriptEndedException(
                    $"The cassette '{_path}' has no answer left for this call; {_lines.Count} others are left. Record it again with RecordingChatClient. Asked: "
                    + (key.Length > 400 ? key[..400] + "..." : key));
            }

            var response = _lines[at].Response;
            _lines.RemoveAt(at);
            return Task.FromResult(response);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Nothing is held.</summary>
    public void Dispose()
    {
    }
}
