using AgentEscalation.Cases;
using AgentEscalation.Routing;
using Microsoft.Extensions.Hosting;

namespace AgentEscalation.Samples.HumanDecision;

/// <summary>Hands the task in. Its key makes that harmless however often the host starts: the same key is the same case.</summary>
internal sealed class OrderWorker(EscalationRouter router, IHostApplicationLifetime host) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var task = AgentTask.Verify("date-keeper", "Make every date in orders.csv exist.", "orders") with { Key = "orders of february" };
        var run = await SubmitAsync(task, stoppingToken);
        Console.WriteLine(run.Ticket is { } ticket ? $"case {run.CaseId} waits with card {ticket.Card.Number}" : $"case {run.CaseId} ended: {run.Outcome}");

        // What was decided elsewhere goes on in the background; this only tells how it ended.
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await look.WaitForNextTickAsync(stoppingToken))
        {
            var state = CaseState.From((await router.Journal.ReadAsync(run.CaseId!.Value, stoppingToken)).AsSpan());
            if (state.Status == CaseStatus.Closed)
            {
                Console.WriteLine($"outcome: {state.Outcome} after {state.AllAttempts} attempts");
                Environment.ExitCode = state.Outcome.IsVerified ? 0 : 1;
                host.StopApplication();
                return;
            }
        }
    }

    /// <summary>The host that takes up open cases may have been a little faster.</summary>
    private async Task<RunResult> SubmitAsync(AgentTask task, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                return await router.RunAsync(task, stoppingToken);
            }
            catch (CaseTakenException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), stoppingToken);
            }
        }
    }
}
