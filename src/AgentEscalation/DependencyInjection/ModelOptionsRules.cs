using AgentEscalation.Agents;
using AgentEscalation.Chat;
using AgentEscalation.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentEscalation.DependencyInjection;

/// <summary>Whether every agent that is left to models has one, before the host has started.</summary>
internal sealed class ModelOptionsRules(IServiceProvider services) : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        var models = new ChatModels(options, client => ChatBuilderExtensions.ClientOf(services, client));
        var faults = ChatFaults.Find(
            models,
            services.GetRequiredService<AgentCatalog>(),
            agent => services.GetKeyedService<ISpecialist>(agent) is not null || services.GetKeyedService<IAdviser>(agent) is not null,
            [.. services.GetServices<IAgentTools>().SelectMany(tools => tools.Names)]);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
