using Microsoft.Extensions.DependencyInjection;

namespace AgentEscalation.DependencyInjection;

/// <summary>What AddAgentEscalation gives back; everything else is an extension method on it.</summary>
public interface IAgentEscalationBuilder
{
    /// <summary>The services to add to.</summary>
    IServiceCollection Services { get; }
}
