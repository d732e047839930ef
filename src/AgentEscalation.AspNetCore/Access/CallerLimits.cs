using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace AgentEscalation.AspNetCore.Access;

/// <summary>How often a caller may call: by who is signed in, else by where the call comes from.</summary>
internal sealed class CallerLimits(EscalationEndpointsOptions options)
{
    private readonly PartitionedRateLimiter<HttpContext> _answers = PerMinute(options.AnswersPerMinute);
    private readonly PartitionedRateLimiter<HttpContext> _reads = PerMinute(options.ReadsPerMinute);

    public ValueTask<object?> ReadAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => LimitAsync(_reads, context, next);

    public ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => LimitAsync(_answers, context, next);

    /// <summary>Who calls, as far as limits go.</summary>
    public static string KeyOf(HttpContext http) =>
        http.User.Identity is { IsAuthenticated: true } identity
            ? "user " + (http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? identity.Name ?? "")
            : "address " + Network(http.Connection.RemoteIpAddress);

    private static async ValueTask<object?> LimitAsync(
        PartitionedRateLimiter<HttpContext> limiter, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var lease = limiter.AttemptAcquire(context.HttpContext);
        if (lease.IsAcquired)
        {
            return await next(context).ConfigureAwait(false);
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 60;
        context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", $"Too many calls in a minute. Wait {wait} s.");
    }

    private static PartitionedRateLimiter<HttpContext> PerMinute(int permits) => PartitionedRateLimiter.Create<HttpContext, string>(
        http => RateLimitPartition.GetFixedWindowLimiter(
            KeyOf(http), _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>One subscriber has many addresses of version 6, which differ in their second half only.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null || address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return address?.MapToIPv4().ToString() ?? "unknown";
        }

        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, 8));
    }
}
