using System.Diagnostics.CodeAnalysis;
using AgentEscalation.Chat;
using AgentEscalation.DependencyInjection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts models behind the agents of a host.</summary>
public static class ChatBuilderExtensions
{
    /// <summary>Puts a chat specialist and chat advisers behind all agents that have nobody of their own; see
    /// <see cref="ChatRouterBuilderExtensions.UseChat(AgentEscalation.Routing.RouterBuilder, Action{ChatSetup})"/>. Clients are keyed services
    /// of type <see cref="IChatClient"/>, the key is the client's name; without tiers the one without a key serves all. Options come from the
    /// configuration section <see cref="ModelOptions.Section"/> and are checked at start. Using it twice is harmless.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options in code, after the configuration.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder UseChat(this IAgentEscalationBuilder builder, Action<ModelOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(service => service.ServiceType == typeof(ChatModels)))
        {
            services.AddOptionsWithValidateOnStart<ModelOptions>();
            services.AddSingleton<IConfigureOptions<ModelOptions>>(provider => new ConfigureOptions<ModelOptions>(
                options => provider.GetService<IConfiguration>()?.GetSection(ModelOptions.Section).Bind(options)));
            services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsRules>();
            services.AddSingleton(provider => new ChatModels(
                provider.GetRequiredService<IOptions<ModelOptions>>().Value, name => ClientOf(provider, name)));
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return builder;
    }

    /// <summary>Adds a client by name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name in <see cref="ModelOptions.Tiers"/> and <see cref="ModelOptions.Prices"/>.</param>
    /// <param name="client">The client; the host disposes nothing that it did not make.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddModelClient(this IAgentEscalationBuilder builder, string name, IChatClient client)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(client);
        builder.Services.AddKeyedSingleton(name, client);
        return builder;
    }

    /// <summary>Adds tools for chat specialists, besides those of the private copy.</summary>
    /// <typeparam name="T">The tools; made once, with services.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddAgentTools<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IAgentEscalationBuilder builder)
        where T : class, IAgentTools
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IAgentTools, T>());
        return builder;
    }

    internal static IChatClient? ClientOf(IServiceProvider services, string name) =>
        name.Length > 0 ? services.GetKeyedService<IChatClient>(name) : services.GetService<IChatClient>();
}
