using System.Diagnostics;
using AgentEscalation.Testing.Endpoint;
using AgentEscalation.Testing.Scripting;

namespace AgentEscalation.Providers.Tests.Samples;

public sealed class GenericHostSampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_provider_the_scripted_endpoint_serves_and_the_lead_helps()
    {
        var (code, output) = await RunAsync([]);

        Assert.True(code == 0, output);
        Assert.Contains("provider: the scripted endpoint at http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Contains("level 1, attempt 1: prices.csv(3): 'coffee,,5.90'", output, StringComparison.Ordinal);
        Assert.Contains("level 2, attempt 1: verified", output, StringComparison.Ordinal);
        Assert.Contains("outcome:  Resolved at level 2", output, StringComparison.Ordinal);
        Assert.Contains("+coffee,EUR,5.90", output, StringComparison.Ordinal);
        Assert.Contains("invoke_agent", output, StringComparison.Ordinal);
        Assert.Contains("chat scripted", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_configured_is_used_and_named()
    {
        var script = new ChatScript().Always(ScriptedAnswer.Say(
            """{"edits": [{"action": "exchange", "path": "prices.csv", "old": "coffee,,5.9", "new": "coffee,EUR,5.90"}], "done": true, "notes": "done", "trigger": null}"""));
        await using var endpoint = await ScriptedEndpoint.StartAsync(script, new() { Key = "its-key" }, Token);

        var (code, output) = await RunAsync(
            new() { ["ANTHROPIC_AUTH_TOKEN"] = "a-stray-token", ["ANTHROPIC_API_KEY"] = "a-stray-key" },
            "--AgentEscalation:Providers:scripted:Kind=anthropic",
            $"--AgentEscalation:Providers:scripted:Endpoint={endpoint.Address}",
            "--AgentEscalation:Providers:scripted:Model=claude",
            "--AgentEscalation:Providers:scripted:KeyFrom=SAMPLE_KEY");

        Assert.True(code == 0, output);
        Assert.Contains("provider: scripted (claude)", output, StringComparison.Ordinal);
        Assert.Contains("outcome:  Resolved at level 1", output, StringComparison.Ordinal);
        Assert.All(endpoint.Requests, request => Assert.Equal(WireProtocol.Anthropic, request.Protocol));
        Assert.DoesNotContain("its-key", output, StringComparison.Ordinal);

        // What the provider's own client would take from the environment by itself went nowhere.
        Assert.All(endpoint.Requests, request => Assert.DoesNotContain(request.Headers, header => header.Value.Contains("a-stray", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Spans_and_meters_go_to_a_collector_where_there_is_one()
    {
        await using var collector = await Collector.StartAsync(Token);

        var (code, output) = await RunAsync(
            new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" });

        Assert.True(code == 0, output);
        var received = collector.Received;
        Assert.All(received, request => Assert.Equal("application/x-protobuf", request.ContentType));
        Assert.Contains(received, request => request.Path == "/v1/traces" && request.Has("invoke_agent") && request.Has("chat scripted"));
        Assert.Contains(received, request => request.Path == "/v1/metrics" && request.Has("agent_escalation."));
    }

    private static async Task<(int Code, string Output)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AgentEscalation.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(folder, "samples", "04-GenericHost", "bin", configuration, "net10.0", "GenericHost.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SAMPLE_KEY"] = "its-key" },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, output + await error);
    }
}
