using Polly;
using Polly.Fallback;
using Polly.Retry;
using Polly.Timeout;

namespace AgentEscalation.Benchmarks.Peers;

/// <summary>The ladder as Polly expresses it: fallback(fallback(retry(timeout))), each fallback under its own time limit.</summary>
internal sealed class PollyLadder
{
    private readonly ResiliencePipeline<string> _pipeline;
    private readonly FailingJob _job;

    public PollyLadder(FailingJob job)
    {
        _job = job;
        var peer = WithTimeout(TimeSpan.FromMinutes(10));
        var architect = WithTimeout(TimeSpan.FromMinutes(15));
        _pipeline = new ResiliencePipelineBuilder<string>()
            .AddFallback(Fallback(architect))
            .AddFallback(Fallback(peer))
            .AddRetry(new RetryStrategyOptions<string>
            {
                MaxRetryAttempts = 1,
                Delay = TimeSpan.Zero,
                ShouldHandle = static args => new(IsWrong(args.Outcome)),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromMinutes(5) })
            .Build();
    }

    public ValueTask<string> RunAsync() => _pipeline.ExecuteAsync(static (job, token) => job.CallAsync(token), _job);

    private static ResiliencePipeline<string> WithTimeout(TimeSpan time) =>
        new ResiliencePipelineBuilder<string>().AddTimeout(new TimeoutStrategyOptions { Timeout = time }).Build();

    private static bool IsWrong(Outcome<string> outcome) => outcome.Exception is not null || !FailingJob.IsRight(outcome.Result!);

    private FallbackStrategyOptions<string> Fallback(ResiliencePipeline<string> level) => new()
    {
        ShouldHandle = static args => new(IsWrong(args.Outcome)),
        FallbackAction = async args => Outcome.FromResult(
            await level.ExecuteAsync(static (job, token) => job.CallAsync(token), _job, args.Context.CancellationToken).ConfigureAwait(false)),
    };
}
