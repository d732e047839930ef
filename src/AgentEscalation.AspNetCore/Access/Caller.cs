using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace AgentEscalation.AspNetCore.Access;

/// <summary>Who calls and from where, for the record.</summary>
internal static class Caller
{
    public static string NameOf(HttpContext http) => http.User.Identity is { IsAuthenticated: true } identity
        ? identity.Name is { Length: > 0 } name ? name : http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.User.FindFirstValue("sub") ?? "signed in, without a name"
        : "anonymous";

    public static string ViaOf(HttpContext http, string channel)
    {
        var address = http.Connection.RemoteIpAddress;
        return $"{channel} {(address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "unknown"}";
    }
}
