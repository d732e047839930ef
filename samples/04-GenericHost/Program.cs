using AgentEscalation.Providers;
using AgentEscalation.Samples.GenericHost;
using AgentEscalation.Telemetry;
using AgentEscalation.Testing.Endpoint;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Logging.SetMinimumLevel(LogLevel.Warning);

// Without a provider of your own an endpoint in this process answers by a script, over the same real HTTP.
var real = builder.Configuration.GetSection(ProviderOptions.Section).GetChildren().Any();
await using var endpoint = real ? null : await ScriptedEndpoint.StartAsync(Script.Create());
if (endpoint is not null)
{
    builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
    {
        [$"{ProviderOptions.Section}:scripted:Kind"] = "openai-compatible",
        [$"{ProviderOptions.Section}:scripted:Endpoint"] = endpoint.OpenAIAddress.ToString(),
        [$"{ProviderOptions.Section}:scripted:Model"] = "scripted",
    });
}

Console.WriteLine(endpoint is null
    ? $"provider: {string.Join(", ", builder.Configuration.GetSection(ProviderOptions.Section).GetChildren().Select(p => $"{p.Key} ({p["Model"]})"))}"
    : $"provider: the scripted endpoint at {endpoint.OpenAIAddress}; configure one below {ProviderOptions.Section} to use it instead");

builder.AddAgentEscalation(options =>
    {
        options.Agents.Clear();
        options.Agents.Add(Path.Combine(AppContext.BaseDirectory, "agents"));
    })
    .UseProviders(builder.Configuration)
    .AddVerifier("prices", new PriceCheck());
builder.Services.AddSingleton<Folder>();
builder.Services.AddHostedService<PriceWorker>();

var otlp = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
builder.Services.AddOpenTelemetry()
    .WithTracing(tracing =>
    {
        tracing.AddSource(TelemetryNames.ActivitySource).AddConsoleExporter();
        if (otlp)
        {
            tracing.AddOtlpExporter();
        }
    })
    .WithMetrics(metrics =>
    {
        metrics.AddMeter(TelemetryNames.Meter).AddConsoleExporter();
        if (otlp)
        {
            metrics.AddOtlpExporter();
        }
    });

await builder.Build().RunAsync();
return Environment.ExitCode;
