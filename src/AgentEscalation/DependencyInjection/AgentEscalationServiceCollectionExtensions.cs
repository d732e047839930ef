using AgentEscalation.Agents;
using AgentEscalation.DependencyInjection;
using AgentEscalation.Journal;
using AgentEscalation.Memory;
using AgentEscalation.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The door to AgentEscalation in a host.</summary>
public static class AgentEscalationServiceCollectionExtensions
{
    /// <summary>Adds an <see cref="EscalationRouter"/> and what it needs. Options come from the configuration section
    /// <see cref="AgentEscalationOptions.Section"/>, if the host has a configuration, and are checked at start. Adding twice is harmless.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options in code, after the configuration.</param>
    /// <returns>What everything else is added to.</returns>
    public static IAgentEscalationBuilder AddAgentEscalation(this IServiceCollection services, Action<AgentEscalationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.Any(service => service.ServiceType == typeof(EscalationRouter)))
        {
            services.AddOptionsWithValidateOnStart<AgentEscalationOptions>();
            services.AddSingleton<IConfigureOptions<AgentEscalationOptions>>(provider => new ConfigureOptions<AgentEscalationOptions>(
                options => provider.GetService<IConfiguration>()?.GetSection(AgentEscalationOptions.Section).Bind(options)));
            services.AddSingleton<IValidateOptions<AgentEscalationOptions>, AgentEscalationOptionsValidator>();
            services.AddSingleton<IValidateOptions<AgentEscalationOptions>, AgentEscalationOptionsRules>();
            services.TryAddSingleton(provider => AgentCatalog.Load(OptionsOf(provider).Agents));
            services.TryAddSingleton<ICaseJournal>(provider => new InMemoryJournal(OptionsOf(provider).ClosedCases));
            services.TryAddSingleton<IResolutionMemory>(provider => new ResolutionMemory(OptionsOf(provider).Resolutions));
            services.AddSingleton(RouterFactory.Create);
            services.AddSingleton(provider => provider.GetRequiredService<EscalationRouter>().Decisions);
            services.AddHostedService<CardExpiry>();
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return new AgentEscalationBuilder(services);
    }

    /// <summary>Adds an <see cref="EscalationRouter"/> and what it needs; see
    /// <see cref="AddAgentEscalation(IServiceCollection, Action{AgentEscalationOptions}?)"/>.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="configure">Sets options in code, after the configuration.</param>
    /// <returns>What everything else is added to.</returns>
    public static IAgentEscalationBuilder AddAgentEscalation(this IHostApplicationBuilder builder, Action<AgentEscalationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Services.AddAgentEscalation(configure);
    }

    private static AgentEscalationOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<AgentEscalationOptions>>().Value;
}
