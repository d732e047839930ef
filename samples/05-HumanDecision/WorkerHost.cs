using AgentEscalation.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentEscalation.Samples.HumanDecision;

/// <summary>The host with the specialist. Whatever it began and did not end is taken up when it starts again.</summary>
internal static class WorkerHost
{
    public static async Task<int> RunAsync(string data)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);

        // worker:begin
        builder.AddAgentEscalation()
            .UseSqlite($"Data Source={Path.Combine(data, "escalation.db")}")
            .AddWorkspace("orders", Path.Combine(data, "orders"), new DateCheck())
            .AddSpecialist("date-keeper", new DateKeeper())
            .AddAdviser(Level.ArchitectureReview, (report, token) => new(Owner.MustDecide(report)));
        builder.Services.AddHostedService<OrderWorker>();
        // worker:end
        await builder.Build().RunAsync();
        return Environment.ExitCode;
    }
}
