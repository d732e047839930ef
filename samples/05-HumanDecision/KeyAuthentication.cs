using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentEscalation.Samples.HumanDecision;

/// <summary>One person with one key from the environment, in the header X-Key. Put your own sign-in here.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var known = (Environment.GetEnvironmentVariable(WebHost.KeyVariable) ?? "").Split('=', 2);
        var given = Encoding.UTF8.GetBytes(Request.Headers["X-Key"].ToString());
        return Task.FromResult(known is [var name, { Length: > 0 } key] && CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(key))
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, name)], Scheme)), Scheme))
            : AuthenticateResult.NoResult());
    }
}
