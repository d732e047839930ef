namespace AgentEscalation.Providers;

/// <summary>What is wrong with a provider's configuration.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Message">What, where and the mend, in one or two sentences. Never holds a key.</param>
public sealed record ProviderFault(string Provider, string Message);
