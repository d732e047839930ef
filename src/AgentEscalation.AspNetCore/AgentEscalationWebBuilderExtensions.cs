using AgentEscalation.AspNetCore;
using AgentEscalation.AspNetCore.Links;
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
}
