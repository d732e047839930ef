namespace AgentEscalation.Providers.Clients;

/// <summary>A provider as it was read. No record: nothing may print the key.</summary>
internal sealed class Provider(string name, ProviderOptions options, string? key)
{
    public string Name { get; } = name;

    public ProviderOptions Options { get; } = options;

    /// <summary>The key; null when none is needed.</summary>
    public string? Key { get; } = key;

    public Uri Address { get; } = options.Endpoint ?? options.Kind switch
    {
        ProviderKind.Ollama => new("http://localhost:11434"),
        ProviderKind.Anthropic => new("https://api.anthropic.com"),
        _ => new("https://api.openai.com/v1"),
    };
}
