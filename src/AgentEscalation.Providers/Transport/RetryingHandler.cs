using System.Net;
using Polly;
using Polly.Timeout;

namespace AgentEscalation.Providers.Transport;

/// <summary>Makes a call again when what went wrong may pass: a bounded number of times, with jitter, and never longer than its caller waits.</summary>
internal sealed class RetryingHandler : DelegatingHandler
{
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryingHandler(ProviderOptions options, TimeProvider time, HttpMessageHandler inner)
        : base(inner)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new()
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.LongestRetryDelay,
                ShouldHandle = args => ValueTask.FromResult(MayPass(args.Outcome, options, time)),
                DelayGenerator = args => ValueTask.FromResult(AskedFor(args.Outcome.Result, time)),
                OnRetry = static args =>
                {
                    args.Outcome.Result?.Dispose();
                    return default;
                },
            });
        }

        _pipeline = builder.AddTimeout(options.TryTimeout).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            // A body that was read from a stream could be sent only once.
            await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var response = await _pipeline.ExecuteAsync(
                static async (state, token) => await state.Handler.OnceAsync(state.Request, token).ConfigureAwait(false),
                (Handler: this, Request: request),
                cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? response : throw await ErrorBody.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException late)
        {
            throw new ProviderException($"each try took longer than {late.Timeout.TotalSeconds:0} s.", late);
        }
        catch (AnswerBrokenException broken)
        {
            throw new ProviderException(broken.Message, broken);
        }
    }

    private Task<HttpResponseMessage> OnceAsync(HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, token);

    private static bool MayPass(Outcome<HttpResponseMessage> outcome, ProviderOptions options, TimeProvider time) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException or AnswerBrokenException } => true,
        { Result: { } response } => IsPassing(response.StatusCode) && !(AskedFor(response, time) > options.LongestRetryDelay),
        _ => false,
    };

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static TimeSpan? AskedFor(HttpResponseMessage? response, TimeProvider time) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero,
        _ => null,
    };
}
