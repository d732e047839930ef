using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentEscalation.Samples.HumanDecision;

/// <summary>The host that people reach. It has no specialist: it shows cards and keeps answers, and the worker goes on.</summary>
internal static class WebHost
{
    /// <summary>Names who decides: <c>NAME=KEY</c>.</summary>
    public const string KeyVariable = "HUMAN_DECISION_KEY";

    public static async Task<int> RunAsync(string data)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        // web:begin
        builder.Services.AddAuthentication(KeyAuthentication.Scheme).AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Scheme, null);
        builder.Services.AddAuthorization();
        builder.AddAgentEscalation().UseSqlite($"Data Source={Path.Combine(data, "escalation.db")}", o => o.Resume = false);
        await using var app = builder.Build();
        app.MapAgentEscalation("/escalation");
        // web:end
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await ((IHost)app).WaitForShutdownAsync();
        return 0;
    }
}
