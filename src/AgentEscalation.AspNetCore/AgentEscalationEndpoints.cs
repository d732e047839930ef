using AgentEscalation.AspNetCore;
using AgentEscalation.AspNetCore.Access;
using AgentEscalation.AspNetCore.Answers;
using AgentEscalation.AspNetCore.Cases;
using AgentEscalation.AspNetCore.Links;
using AgentEscalation.Decisions;
using AgentEscalation.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>The door to AgentEscalation over HTTP.</summary>
public static class AgentEscalationEndpoints
{
    /// <summary>Maps cases, the inbox of decisions, and answers. Who calls has to be signed in; the services of AddAgentEscalation(), of
    /// authentication and of authorization have to be there.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">What all paths begin with.</param>
    /// <param name="configure">Sets who may call, and how often.</param>
    /// <returns>The group, to add more to, for example a CORS policy. Opening it to everybody is said in the options.</returns>
    /// <exception cref="InvalidOperationException">A service is missing, or everybody could decide; the message says what to do.</exception>
    public static RouteGroupBuilder MapAgentEscalation(
        this IEndpointRouteBuilder endpoints, string prefix = "/agent-escalation", Action<EscalationEndpointsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        var options = new EscalationEndpointsOptions();
        configure?.Invoke(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AnswersPerMinute, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ReadsPerMinute, 1);
        var services = endpoints.ServiceProvider;
        if (services.GetService<DecisionInbox>() is null || services.GetService<ICaseJournal>() is null)
        {
            throw new InvalidOperationException("MapAgentEscalation() has no cases to show. Add builder.AddAgentEscalation() before the host is built.");
        }

        Guarded.Check(services, options);
        var group = endpoints.MapGroup(prefix).WithTags("AgentEscalation").AddEndpointFilter(ResponseHeaders.AddAsync);
        var limits = new CallerLimits(options);
        var signedIn = group.MapGroup("");
        CaseEndpoints.Map(signedIn, limits);
        InboxEndpoints.Map(signedIn, limits, options);
        Guarded.Apply(endpoints, signedIn, options);
        if (services.GetService<DecisionLinks>() is { } links)
        {
            LinkEndpoints.Map(group, limits, links, prefix);
        }

        return group;
    }
}
