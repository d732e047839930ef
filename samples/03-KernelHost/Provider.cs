using AgentEscalation.Testing.Endpoint;
using AgentEscalation.Testing.Scripting;

namespace AgentEscalation.Samples.KernelHost;

/// <summary>A real provider when the environment names one, else a script that speaks the same protocol over HTTP on this machine.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly ScriptedEndpoint? _scripted;

    private Provider(string model, Uri endpoint, string key, ScriptedEndpoint? scripted) =>
        (Model, Endpoint, Key, _scripted) = (model, endpoint, key, scripted);

    public string Model { get; }

    public Uri Endpoint { get; }

    public string Key { get; }

    public string Says => _scripted is null
        ? $"The model is {Model} at {Endpoint.Host}."
        : $"The model is a script at {Endpoint}. Set OPENAI_API_KEY (and OPENAI_BASE_URL, OPENAI_MODEL) for a real one.";

    public static async Task<Provider> ChooseAsync()
    {
        if (Environment.GetEnvironmentVariable("OPENAI_API_KEY") is { Length: > 0 } key)
        {
            return new(
                Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? "gpt-4o-mini",
                new(Environment.GetEnvironmentVariable("OPENAI_BASE_URL") ?? "https://api.openai.com/v1"),
                key,
                null);
        }

        var scripted = await ScriptedEndpoint.StartAsync(new ChatScript()
            .Next(ScriptedAnswer.Call("Shop-count_stock", """{"article":"lamp"}"""))
            .Next(ScriptedAnswer.Call("Shop-quote", """{"article":"lamp","currency":"euro"}"""))
            .Next(ScriptedAnswer.Call("Shop-send_mail", """{"to":"ada@example.org","text":"12 lamps, 49.90 EUR each"}"""))
            .Next(ScriptedAnswer.Call(
                "tech_lead_orchestrator-review",
                """{"problem":"A mail may or may not have gone out.","attempted":"one call","error":"the mail server does not answer"}"""))
            .Next("We have 12 lamps, one costs 49.90 EUR. I could not send the mail; I do not know whether it went out, so I did not try again."));
        return new("scripted", scripted.OpenAIAddress, "none", scripted);
    }

    public ValueTask DisposeAsync() => _scripted?.DisposeAsync() ?? default;
}
