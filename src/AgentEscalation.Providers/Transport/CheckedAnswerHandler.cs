using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;

namespace AgentEscalation.Providers.Transport;

/// <summary>Looks at an answer before a client reads it: a web page, a redirect, too many bytes and broken JSON become errors that say so,
/// the same for each protocol. An answer in pieces is only bounded; its client reads it as it comes.</summary>
internal sealed class CheckedAnswerHandler(long mostBytes, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await CheckAsync(request, response, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async ValueTask CheckAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken token)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            throw new ProviderException($"the endpoint answers with a redirect ({status}), which is not followed. Set Endpoint to the final address.", response.StatusCode);
        }

        // What a gateway says about its trouble may be a page; the trouble may pass.
        var mayPass = status is 408 or 429 or >= 500;
        var type = response.Content.Headers.ContentType;
        if (type?.MediaType is "text/html" or "application/xhtml+xml" && !mayPass)
        {
            throw new ProviderException(
                $"the endpoint answers with a web page ({status}, {type.MediaType}), not with JSON. Check Endpoint: {request.RequestUri?.GetLeftPart(UriPartial.Path)} was asked.",
                response.StatusCode);
        }

        if (response.Content.Headers.ContentLength > mostBytes)
        {
            throw new ProviderException(TooLong(mostBytes));
        }

        if (IsInPieces(type))
        {
            var stream = new BoundedStream(await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false), mostBytes);
            response.Content = Replacing(response.Content, new StreamContent(stream));
            return;
        }

        var body = await ReadAsync(response.Content, token).ConfigureAwait(false);
        if (response.IsSuccessStatusCode && body.Length > 0 && !IsJson(body.Span))
        {
            throw new AnswerBrokenException($"its answer is no whole JSON ({body.Length} bytes).");
        }

        response.Content = Replacing(response.Content, new ReadOnlyMemoryContent(body));
    }

    public static string TooLong(long mostBytes) =>
        $"its answer is longer than {mostBytes} bytes. Set AnswerBytes higher if answers of that size are wanted.";

    private static bool IsInPieces(MediaTypeHeaderValue? type) => type?.MediaType is "text/event-stream" or "application/x-ndjson" or "application/jsonl";

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken token)
    {
        var body = new ArrayBufferWriter<byte>();
        var stream = await content.ReadAsStreamAsync(token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (true)
            {
                var read = await stream.ReadAsync(body.GetMemory(16 * 1024), token).ConfigureAwait(false);
                if (read == 0)
                {
                    return body.WrittenMemory;
                }

                body.Advance(read);
                if (body.WrittenCount > mostBytes)
                {
                    throw new ProviderException(TooLong(mostBytes));
                }
            }
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, isFinalBlock: true, default);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static HttpContent Replacing(HttpContent old, HttpContent content)
    {
        foreach (var (name, values) in old.Headers)
        {
            content.Headers.TryAddWithoutValidation(name, values);
        }

        return content;
    }
}
