using AgentEscalation.Testing.Endpoint;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;

namespace AgentEscalation.Providers.Tests;

/// <summary>A provider of one kind, and the scripted endpoint that it calls over real HTTP.</summary>
internal sealed class Connection : IAsyncDisposable
{
    public const string Key = "Zx81-not-of-a-known-shape";

    private readonly ModelProviders _providers;

    private Connection(ScriptedEndpoint endpoint, ModelProviders providers)
    {
        Endpoint = endpoint;
        _providers = providers;
        Client = providers.Find("it")!;
    }

    public static TheoryData<string> Kinds => ["openai-compatible", "ollama", "anthropic"];

    public ScriptedEndpoint Endpoint { get; }

    public IChatClient Client { get; }

    public static async Task<Connection> OpenAsync(
        string kind, ChatScript script, TimeProvider? time = null, ScriptedEndpointOptions? endpoint = null, params (string Name, string Value)[] settings)
    {
        var host = await ScriptedEndpoint.StartAsync(script, endpoint ?? new() { Key = Key }, TestContext.Current.CancellationToken);
        var values = Settings(kind, host);
        foreach (var (name, value) in settings)
        {
            values["AgentEscalation:Providers:it:" + name] = value;
        }

        return new(host, new(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), time ?? new HastyTime(TimeSpan.FromSeconds(90))));
    }

    public static Dictionary<string, string?> Settings(string kind, ScriptedEndpoint endpoint) => new()
    {
        ["IT_KEY"] = Key,
        ["AgentEscalation:Providers:it:Kind"] = kind,
        ["AgentEscalation:Providers:it:Endpoint"] = (kind == "openai-compatible" ? endpoint.OpenAIAddress : endpoint.Address).ToString(),
        ["AgentEscalation:Providers:it:Model"] = "small",
        ["AgentEscalation:Providers:it:KeyFrom"] = "IT_KEY",
    };

    public async ValueTask DisposeAsync()
    {
        _providers.Dispose();
        await Endpoint.DisposeAsync();
    }
}
