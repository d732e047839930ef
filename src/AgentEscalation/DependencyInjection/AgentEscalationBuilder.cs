using Microsoft.Extensions.DependencyInjection;

namespace AgentEscalation.DependencyInjection;

internal sealed class AgentEscalationBuilder(IServiceCollection services) : IAgentEscalationBuilder
{
    public IServiceCollection Services { get; } = services;
}
