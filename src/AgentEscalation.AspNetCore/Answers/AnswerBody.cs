using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AgentEscalation.AspNetCore.Answers;

/// <summary>Reads an answer and no more than one.</summary>
internal static class AnswerBody
{
    /// <summary>Room for the most words there can be, every character escaped.</summary>
    public const int MostBytes = 128 * 1024;

    public static async ValueTask<(AnswerDocument? Answer, IResult? Problem)> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!http.Request.HasJsonContentType())
        {
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "not-json", "Send the answer with Content-Type: application/json."));
        }

        if (await BytesAsync(http, cancellationToken).ConfigureAwait(false) is not { } body)
        {
            return (null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", $"An answer has at most {MostBytes} bytes."));
        }

        try
        {
            return JsonSerializer.Deserialize(body.Span, WebJson.Default.AnswerDocument) is { } answer
                ? (answer, null)
                : (null, Bad("The answer is null."));
        }
        catch (JsonException e)
        {
            return (null, Bad(e.Path is { Length: > 0 } and not "$" ? $"The answer is no valid JSON for {e.Path}." : "The answer needs card, digest and option, may have words, and nothing else."));
        }
    }

    /// <summary>The body; null when it is too large, declared so or not.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> BytesAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Request.ContentLength > MostBytes)
        {
            return null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes + 1;
        }

        var buffer = new byte[Math.Min((http.Request.ContentLength ?? 4096) + 1, MostBytes + 1)];
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    if (length > MostBytes)
                    {
                        return null;
                    }

                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MostBytes + 1));
                }

                var read = await http.Request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return buffer.AsMemory(0, length);
                }

                length += read;
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static IResult Bad(string detail) => Problems.Of(StatusCodes.Status400BadRequest, "bad-answer", detail);
}
