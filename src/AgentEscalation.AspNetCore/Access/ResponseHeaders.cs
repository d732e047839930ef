using Microsoft.AspNetCore.Http;

namespace AgentEscalation.AspNetCore.Access;

/// <summary>Cases hold source code and are read by who asked, not by caches.</summary>
internal static class ResponseHeaders
{
    public static ValueTask<object?> AddAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        return next(context);
    }
}
