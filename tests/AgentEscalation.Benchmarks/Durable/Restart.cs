using System.Diagnostics;
using AgentEscalation.Cases;
using AgentEscalation.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentEscalation.Benchmarks.Durable;

/// <summary>A host that starts on a file of very many open cases whose owner is gone: when does the first go on?</summary>
internal static class Restart
{
    public static async Task RunAsync(DirectoryInfo folder, int cases)
    {
        string file;
        await using (var gone = DurableFigures.Open(folder, "restart"))
        {
            file = gone.File;
            for (var from = 0; from < cases; from += 2000)
            {
                await Task.WhenAll(Enumerable.Range(from, 2000).Select(n => gone.AppendAsync(StoredCase.Id(n), 0, StoredCase.Open(n), default).AsTask()));
            }
        }

        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var first = new FirstWork();
            var begun = Stopwatch.GetTimestamp();
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Logging.ClearProviders();
            builder.AddAgentEscalation().UseSqlite($"Data Source={file}").AddSpecialist("rust-pro", first).AddVerifier("", first);
            using var host = builder.Build();
            await host.StartAsync();
            await first.Begun;
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await host.StopAsync();
        }

        DurableFigures.Write($"{cases} open cases: the first goes on {DurableFigures.Median(times):0} ms after the host began to be built (first round {times[0]:0} ms, {times.Count} rounds)");
    }

    private sealed class FirstWork : ISpecialist, IVerifier
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public async ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
        {
            _begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return default;
        }

        public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken) => new(Verdict.Verified);
    }
}
