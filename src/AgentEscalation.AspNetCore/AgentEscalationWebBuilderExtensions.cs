using AgentEscalation.AspNetCore;
using AgentEscalation.AspNetCore.Links;
using AgentEscalation.AspNetCore.Webhooks;
using AgentEscalation.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a web host adds to its cases. Adding twice is harmless.</summary>
public static class AgentEscalationWebBuilderExtensions
{
    /// <summary>Adds signed links that decide; see <see cref="DecisionLinks"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the address and the key.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddDecisionLinks(this IAgentEscalationBuilder builder, Action<DecisionLinkOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<DecisionLinkOptions>().Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DecisionLinkOptions>, DecisionLinkOptionsRules>());
        builder.Services.TryAddSingleton(services => new DecisionLinks(services));
        return builder;
    }

    /// <summary>Sends a signed message for every card that waits, until it is taken, decided or expired: at least once, each under an id of its own.
    /// The headers and the signature are those of the Standard Webhooks specification. In one host of those that share a journal.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the address and the secret.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder AddDecisionWebhook(this IAgentEscalationBuilder builder, Action<DecisionWebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptionsWithValidateOnStart<DecisionWebhookOptions>().Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DecisionWebhookOptions>, DecisionWebhookOptionsRules>());
        if (builder.Services.All(service => service.ServiceType != typeof(WebhookSender)))
        {
            // Whoever answers elsewhere with a redirection is not who was named.
            builder.Services.AddHttpClient(WebhookSender.Client).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
            builder.Services.AddSingleton<WebhookSender>().AddHostedService(services => services.GetRequiredService<WebhookSender>());
        }

        return builder;
    }
}
