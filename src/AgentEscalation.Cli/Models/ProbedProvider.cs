using AgentEscalation.Providers;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Cli.Models;

/// <summary>A provider, and whether it answered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Options">Its settings.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Fault">Why it does not answer; null: it does.</param>
/// <param name="Elapsed">How long that took.</param>
internal sealed record ProbedProvider(string Name, ProviderOptions Options, Uri Address, string? Fault, TimeSpan Elapsed)
{
    private const int AnswerTokens = 16;

    /// <summary>Asks a provider something small.</summary>
    public static async Task<ProbedProvider> AskAsync(ModelProviders providers, string name, TimeSpan timeout, CancellationToken token)
    {
        var start = TimeProvider.System.GetTimestamp();
        var fault = await FaultAsync(providers.Find(name)!, timeout, token).ConfigureAwait(false);
        return new(name, providers.OptionsOf(name)!, providers.AddressOf(name)!, fault, TimeProvider.System.GetElapsedTime(start));
    }

    private static async ValueTask<string?> FaultAsync(IChatClient client, TimeSpan timeout, CancellationToken token)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(token);
        timer.CancelAfter(timeout);
        try
        {
            await client.GetResponseAsync("Answer with the word OK.", new() { MaxOutputTokens = AnswerTokens }, timer.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return $"It did not answer within {Durations.Show(timeout)}. Check that it runs, or wait longer with --timeout.";
        }
        catch (ProviderException e)
        {
            return e.Message;
        }
    }
}
