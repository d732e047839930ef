using AgentEscalation.Decisions;
using AgentEscalation.Routing;
using AgentEscalation.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AgentEscalation.DependencyInjection;

/// <summary>Ends, while the host runs, what waits beyond its time.</summary>
internal sealed class CardExpiry(IServiceProvider services, IOptions<AgentEscalationOptions> options) : BackgroundService
{
    private readonly ILogger _logger =
        (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(TelemetryNames.ActivitySource);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host must not wait for the journal before it starts.
        await Task.Yield();
        var inbox = services.GetRequiredService<DecisionInbox>();
        using var timer = new PeriodicTimer(options.Value.CardExpiryInterval, services.GetService<TimeProvider>() ?? TimeProvider.System);
        do
        {
            try
            {
                await inbox.ExpireAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.PassedOver(_logger, "Looking for expired cards", e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
