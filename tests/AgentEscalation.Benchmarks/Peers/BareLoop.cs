namespace AgentEscalation.Benchmarks.Peers;

/// <summary>What people write first: a loop with a time limit per attempt.</summary>
internal sealed class BareLoop(FailingJob job)
{
    public async ValueTask<string?> RunAsync()
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            var answer = await job.CallAsync(timeout.Token).ConfigureAwait(false);
            if (FailingJob.IsRight(answer))
            {
                return answer;
            }
        }

        return null;
    }
}
