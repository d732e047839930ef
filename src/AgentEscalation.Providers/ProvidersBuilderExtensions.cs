using AgentEscalation.DependencyInjection;
using AgentEscalation.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The door to providers in a host.</summary>
public static class ProvidersBuilderExtensions
{
    /// <summary>Adds a chat client for each provider of the section <see cref="ProviderOptions.Section"/>, as a keyed service with the
    /// provider's name, and puts models behind the agents by the section <c>AgentEscalation:Models</c>. What is wrong with the
    /// configuration stops the host at its start, with the mend. A single provider is also the client without a name. Using it twice is harmless.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">The host's whole configuration.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder UseProviders(this IAgentEscalationBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        var services = builder.Services;
        services.TryAddSingleton(provider => new ModelProviders(
            configuration, provider.GetService<TimeProvider>(), provider.GetService<ILoggerFactory>()));
        if (!services.Any(service => service.ServiceType == typeof(IValidateOptions<ProviderTable>)))
        {
            services.AddOptionsWithValidateOnStart<ProviderTable>();
            services.AddSingleton<IValidateOptions<ProviderTable>, ProviderTableRules>();
        }

        string[] names = [.. configuration.GetSection(ProviderOptions.Section).GetChildren().Select(section => section.Key)];
        foreach (var name in names)
        {
            services.TryAddKeyedSingleton<IChatClient>(name, (provider, _) => provider.GetRequiredService<ModelProviders>().Find(name)!);
        }

        if (names is [var only])
        {
            services.TryAddSingleton<IChatClient>(provider => provider.GetRequiredService<ModelProviders>().Find(only)!);
        }

        return builder.UseChat();
    }

    /// <summary>Nothing in itself: what is checked at start is read by <see cref="ModelProviders"/>.</summary>
    private sealed class ProviderTable;

    private sealed class ProviderTableRules(ModelProviders providers) : IValidateOptions<ProviderTable>
    {
        public ValidateOptionsResult Validate(string? name, ProviderTable options) => providers.Faults.IsEmpty
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(providers.Faults.Select(fault => fault.Message));
    }
}
