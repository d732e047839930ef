using Microsoft.Extensions.AI;

namespace AgentEscalation.Benchmarks.Peers;

/// <summary>Four calls of a chat client in a bare loop, with a time limit per attempt.</summary>
internal sealed class ChatLoop(IChatClient client)
{
    public async ValueTask<string?> RunAsync()
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            var answer = await AskAsync(client, timeout.Token).ConfigureAwait(false);
            if (FailingJob.IsRight(answer))
            {
                return answer;
            }
        }

        return null;
    }

    public static async ValueTask<string> AskAsync(IChatClient client, CancellationToken cancellationToken)
    {
        var response = await client.GetResponseAsync([new(ChatRole.User, "make the cache compile")], null, cancellationToken).ConfigureAwait(false);
        return response.Text;
    }
}
