using AgentEscalation.Cases.Events;
using AgentEscalation.Routing;
using Microsoft.Extensions.Hosting;

namespace AgentEscalation.Samples.GenericHost;

/// <summary>The worker: takes a task, lets the ladder do it, says what came of it and ends the host.</summary>
internal sealed class PriceWorker(EscalationRouter router, Folder folder, IHostApplicationLifetime host) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var task = AgentTask.Verify("price-keeper", "Make prices.csv pass the check.", folder.Path) with { Verifier = "prices" };
        var run = await router.RunAsync(task, stoppingToken);
        foreach (var attempt in run.Events.OfType<AttemptEnded>())
        {
            Console.WriteLine($"level {(int)attempt.Level}, attempt {attempt.Number}: {attempt.Verdict.Failure?.Text.Value ?? "verified"}");
        }

        Console.WriteLine($"outcome:  {run}");
        Console.WriteLine($"usage:    {run.Usage.Calls} calls, {run.Usage.InputTokens} tokens read, {run.Usage.OutputTokens} written");
        Console.WriteLine(run.Diff.TrimEnd());
        Environment.ExitCode = run.IsVerified ? 0 : 1;
        host.StopApplication();
    }
}
