using AgentEscalation.Providers.Clients;

namespace AgentEscalation.Providers.Transport;

/// <summary>The way to a provider: tries again, checks what comes back, sends a key nowhere but to the address that was configured.</summary>
internal static class ProviderTransport
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpClient Create(Provider provider, TimeProvider time)
    {
        // A redirect would take headers with keys along, a cookie would outlive the call.
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLifetime };
        var checkedAnswers = new CheckedAnswerHandler(provider.Options.AnswerBytes, sockets);
        return new(new RetryingHandler(provider.Options, time, checkedAnswers)) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
