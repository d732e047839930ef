using System.Text.Json;

namespace AgentEscalation.Providers.Transport;

/// <summary>What an answer with an error status says, the same for each protocol: clients differ in what they keep of it.</summary>
internal static class ErrorBody
{
    private const int MostShown = 300;

    /// <summary>Reads it and disposes the answer.</summary>
    public static async ValueTask<HttpRequestException> ReadAsync(HttpResponseMessage response, CancellationToken token)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(token).ConfigureAwait(false);
            var page = response.Content.Headers.ContentType?.MediaType is "text/html";
            var said = page ? "a web page" : MessageOf(body) ?? body;
            said = said.Length > MostShown ? said[..MostShown] + "..." : said;
            return new($"{(int)response.StatusCode} {response.StatusCode}: {(said.Length == 0 ? "without a word" : said)}", null, response.StatusCode);
        }
    }

    private static string? MessageOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("error", out var error))
            {
                return null;
            }

            return error.ValueKind == JsonValueKind.String ? error.GetString()
                : error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
                    ? message.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
