using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentEscalation.AspNetCore.Access;

/// <summary>Keeps the endpoints closed to people whom the host cannot tell apart.</summary>
internal static class Guarded
{
    private const string Mend =
        $"Pass options => options.{nameof(EscalationEndpointsOptions.AllowAnonymousAccess)} = true only when nobody else can reach the host.";

    /// <summary>Refuses what would be open, or could never let anybody in.</summary>
    public static void Check(IServiceProvider services, EscalationEndpointsOptions options)
    {
        if (options.AllowAnonymousAccess)
        {
            WebLog.OpenToEverybody(LoggerOf(services));
            return;
        }

        if (services.GetService<IAuthorizationService>() is null)
        {
            throw new InvalidOperationException(
                "MapAgentEscalation() would be open to everybody: the host has no authorization. Add builder.Services.AddAuthorization() and "
                + $"AddAuthentication() with a scheme. {Mend}");
        }

        // The default provider has its answer at hand.
        if (services.GetService<IAuthenticationSchemeProvider>() is not { } schemes || !schemes.GetAllSchemesAsync().GetAwaiter().GetResult().Any())
        {
            throw new InvalidOperationException(
                "MapAgentEscalation() cannot tell who calls: the host has no authentication scheme. Add builder.Services.AddAuthentication() with a "
                + $"scheme, for example AddJwtBearer() or AddCookie(). {Mend}");
        }
    }

    /// <summary>Asks for authorization, and sees to it that no later convention takes that back.</summary>
    public static void Apply(IEndpointRouteBuilder endpoints, RouteGroupBuilder group, EscalationEndpointsOptions options)
    {
        if (options.AllowAnonymousAccess)
        {
            return;
        }

        _ = options.Policy is { } policy ? group.RequireAuthorization(policy) : group.RequireAuthorization();
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (endpoint.Metadata.Any(item => item is IAllowAnonymous))
            {
                throw new InvalidOperationException(
                    $"The endpoint '{endpoint.DisplayName}' was opened with AllowAnonymous(), so that everybody could decide. Take that away. {Mend}");
            }
        });
        RefuseAtStart(endpoints);
    }

    /// <summary>Endpoints are built when the first request comes; a host that is wrong must not wait for it.</summary>
    private static void RefuseAtStart(IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<IHostApplicationLifetime>() is not { } lifetime)
        {
            return;
        }

        lifetime.ApplicationStarted.Register(() =>
        {
            try
            {
                foreach (var source in endpoints.DataSources)
                {
                    _ = source.Endpoints;
                }
            }
            catch (InvalidOperationException e)
            {
                WebLog.RefusedToServe(LoggerOf(endpoints.ServiceProvider), e);
                lifetime.StopApplication();
            }
        });
    }

    private static ILogger LoggerOf(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger(WebLog.Category);
}
