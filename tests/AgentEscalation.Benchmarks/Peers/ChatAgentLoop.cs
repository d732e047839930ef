using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Benchmarks.Peers;

/// <summary>The same four calls by an agent of Agent Framework.</summary>
internal sealed class ChatAgentLoop(IChatClient client)
{
    private readonly ChatClientAgent _agent = new(client);

    public async ValueTask<string?> RunAsync()
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var response = await _agent.RunAsync("make the cache compile").ConfigureAwait(false);
            if (FailingJob.IsRight(response.Text))
            {
                return response.Text;
            }
        }

        return null;
    }
}
