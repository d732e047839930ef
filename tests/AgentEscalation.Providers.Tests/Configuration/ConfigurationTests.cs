using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentEscalation.Providers.Tests.Configuration;

public sealed class ConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("providers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_provider_has_its_defaults()
    {
        using var providers = new ModelProviders(Of(("local:Kind", "ollama"), ("local:Model", "qwen3")));

        Assert.Empty(providers.Faults);
        Assert.Equal(["local"], providers.Names);
        Assert.Equal(new Uri("http://localhost:11434"), providers.AddressOf("local"));
        Assert.Equal(3, providers.OptionsOf("LOCAL")!.Retries);
        Assert.Same(providers.Find("local"), providers.Find("Local"));
        Assert.Null(providers.Find("another"));
    }

    [Theory]
    [InlineData("Kind", "azure", "Kind is 'azure', which is unknown. Use one of: openai-compatible, ollama, anthropic.")]
    [InlineData("Kind", null, "Kind is missing. Use one of")]
    [InlineData("Model", "", "Model is missing. Set it to the id")]
    [InlineData("Endpoint", "localhost:11434", "Endpoint is no http or https address. Write it in full")]
    [InlineData("Endpoint", "http://user:word@localhost", "Endpoint has a user or a query in it")]
    [InlineData("Retries", "many", "Retries is 'many'. Use a whole number from 0 to 10.")]
    [InlineData("TryTimeout", "00:00:00", "TryTimeout is '00:00:00'. Use a time from 00:00:01")]
    [InlineData("Modell", "x", "Modell is no setting of a provider. Settings are Kind, Endpoint")]
    [InlineData("ApiKey", "anything", "ApiKey would hold a key, and configuration files are no place for one. Take it out")]
    [InlineData("KeyFrom", "sk-proj-Ab3dEf6hIj9lMn2pQr5tUv8xYz1BcD4F", "KeyFrom seems to be a key itself. Put the key into an environment variable")]
    [InlineData("KeyFrom", "Ab3dEf6hIj9lMn2pQr5tUv8x", "KeyFrom seems to be a key itself.")]
    [InlineData("KeyFrom", "NOBODY_SETS_THIS_KEY", "takes its key from 'NOBODY_SETS_THIS_KEY', which is not set. Set the environment variable NOBODY_SETS_THIS_KEY")]
    public void What_is_wrong_is_named_with_its_mend(string setting, string? value, string expected)
    {
        var settings = new Dictionary<string, string?> { ["local:Kind"] = "ollama", ["local:Model"] = "qwen3", ["local:" + setting] = value };
        using var providers = new ModelProviders(Of([.. settings.Select(s => (s.Key, s.Value))]));

        var fault = Assert.Single(providers.Faults);

        Assert.Equal("local", fault.Provider);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ab3dEf6hIj9l", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ProviderException>(() => providers.Find("local"));
        Assert.Throws<ProviderException>(providers.ThrowIfFaulty);
    }

    [Fact]
    public void A_key_in_appsettings_is_refused_and_not_shown()
    {
        var file = Path.Combine(_folder, "appsettings.json");
        File.WriteAllText(file, """
            { "MY_KEY": "pure-literal-value", "AgentEscalation": { "Providers": { "it": { "Kind": "anthropic", "Model": "m", "KeyFrom": "MY_KEY" } } } }
            """);
        using var providers = new ModelProviders(new ConfigurationBuilder().AddJsonFile(file).AddInMemoryCollection([new("MY_KEY", "from a store")]).Build());

        var fault = Assert.Single(providers.Faults);

        Assert.Contains("The key 'MY_KEY' of AgentEscalation:Providers:it stands in the file appsettings.json. Take it out there", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pure-literal-value", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_on_the_command_line_is_refused()
    {
        using var providers = new ModelProviders(new ConfigurationBuilder()
            .AddInMemoryCollection(Values(("it:Kind", "anthropic"), ("it:Model", "m"), ("it:KeyFrom", "MY_KEY")))
            .AddCommandLine(["--MY_KEY=abc"]).Build());

        Assert.Contains("stands on the command line", Assert.Single(providers.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_user_secrets_is_taken()
    {
        var secrets = Path.Combine(_folder, "secrets.json");
        File.WriteAllText(secrets, """{ "Keys": { "Anthropic": "abc" } }""");
        using var providers = new ModelProviders(new ConfigurationBuilder()
            .AddInMemoryCollection(Values(("it:Kind", "anthropic"), ("it:Model", "m"), ("it:KeyFrom", "Keys:Anthropic")))
            .AddJsonFile(secrets).Build());

        Assert.Empty(providers.Faults);
        Assert.NotNull(providers.Find("it"));
    }

    [Fact]
    public void The_usual_key_is_asked_for_at_the_usual_address_only()
    {
        using var providers = new ModelProviders(Of(
            ("cloud:Kind", "anthropic"), ("cloud:Model", "m"), ("cloud:KeyFrom", "NOBODY_SETS_THIS_KEY"),
            ("own:Kind", "openai-compatible"), ("own:Model", "m"), ("own:Endpoint", "http://localhost:8000/v1")));

        Assert.Equal("cloud", Assert.Single(providers.Faults).Provider);
    }

    [Fact]
    public async Task A_host_gets_keyed_clients_and_stops_at_its_start_when_something_is_wrong()
    {
        var good = Builder(("local:Kind", "ollama"), ("local:Model", "qwen3"));
        var bad = Builder(("local:Kind", "ollama"));

        using var host = good.Build();
        using var broken = bad.Build();

        Assert.Equal("qwen3", host.Services.GetRequiredKeyedService<IChatClient>("local").GetService<ChatClientMetadata>()!.DefaultModelId);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => broken.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("AgentEscalation:Providers:local:Model is missing", error.Message, StringComparison.Ordinal);
    }

    private static HostApplicationBuilder Builder(params (string, string?)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(Values(settings));
        builder.AddAgentEscalation().UseProviders(builder.Configuration).UseProviders(builder.Configuration);
        return builder;
    }

    private static IConfigurationRoot Of(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(Values(settings)).Build();

    private static Dictionary<string, string?> Values(params (string Name, string? Value)[] settings) =>
        settings.ToDictionary(s => ProviderOptions.Section + ":" + s.Name, s => s.Value);
}
