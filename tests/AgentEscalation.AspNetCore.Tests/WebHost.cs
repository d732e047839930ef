using System.Security.Claims;
using System.Text.Encodings.Web;
using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using AgentEscalation.DependencyInjection;
using AgentEscalation.Routing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.AspNetCore.Tests;

/// <summary>A real server on a free port, with a router whose work fails until a person has decided.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private WebHost(WebApplication app, string address)
    {
        App = app;
        Client = new() { BaseAddress = new(address + "/agent-escalation/") };
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public FakeTimeProvider Time { get; private init; } = null!;

    public EscalationRouter Router => App.Services.GetRequiredService<EscalationRouter>();

    public static async Task<WebHost> StartAsync(
        Action<EscalationEndpointsOptions>? configure = null, Action<IAgentEscalationBuilder>? with = null)
    {
        var time = new FakeTimeProvider(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddAuthentication("named").AddScheme<AuthenticationSchemeOptions, Named>("named", null);
        builder.Services.AddAuthorization();
        var cases = builder.Services.AddAgentEscalation().AddDecisionLinks(o =>
        {
            o.Address = new("http://127.0.0.1/agent-escalation");
            o.Key = Convert.ToBase64String(new byte[32].Select((_, i) => (byte)i).ToArray());
        });
        with?.Invoke(cases);
        var app = builder.Build();
        app.MapAgentEscalation(configure: configure);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(app, address) { Time = time };
    }

    /// <summary>A case that waits.</summary>
    public async Task<DecisionTicket> WaitingAsync()
    {
        var run = await Router.RunAsync<int>(
            "make it right",
            (attempt, _) => new(attempt.Level == Policies.Level.UserDecision ? 1 : 0),
            (value, _) => new(value == 1 ? Verdict.Verified : Verdict.Failed("no <b>way</b>", "type-mismatch")),
            TestContext.Current.CancellationToken);
        return run.Ticket!;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, HttpContent content, string? user = "ana")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (user is not null)
        {
            request.Headers.Add("X-User", user);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    private sealed class Named(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers["X-User"].ToString() is { Length: > 0 } user
                ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, user)], "named")), "named"))
                : AuthenticateResult.NoResult());
    }
}
