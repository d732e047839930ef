using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>The calls of one attempt or consult: within its budget, to the next client when one fails. Whatever a model or its line does is
/// a value here. One caller at a time.</summary>
internal sealed class ModelCalls
{
    /// <summary>Most characters of an answer, tool calls included; what is longer is not used at all.</summary>
    public const int MostAnswer = 512 * 1024;

    /// <summary>Most of a broken answer that is shown to its model again.</summary>
    private const int MostShownAgain = 4096;

    private readonly ImmutableArray<ServedModel> _clients;
    private readonly ModelOptions _options;
    private readonly CallBudget _budget;
    private readonly TimeProvider _time;
    private readonly string _nobody;
    private readonly List<string> _faults = [];
    private int _current;

    public ModelCalls(ChatModels models, string? model, Level level, Envelope left, TimeProvider time)
    {
        _clients = models.For(model, level);
        _options = models.Options;
        _budget = new(left, models.Options.CallsPerAttempt);
        _time = time;
        _nobody = $"nobody serves the model '{models.Asked(model, level)}'. Add it to {ModelOptions.Section}:Tiers";
    }

    public Usage Used => _budget.Used;

    /// <summary>Whether another call may begin.</summary>
    public bool HasRoom => _budget.HasRoom && _current < _clients.Length;

    /// <summary>Whether the next call is the last that fits.</summary>
    public bool IsLast(IReadOnlyList<ChatMessage> messages) =>
        _current < _clients.Length && _budget.IsLast(messages, _clients[_current].Price);

    /// <summary>Asks once; the next client when one has no usable answer.</summary>
    public async ValueTask<ModelReply> AskAsync(List<ChatMessage> messages, ChatOptions options, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        if (_clients.IsEmpty)
        {
            return new(null, _nobody);
        }

        for (; _current < _clients.Length; _current++)
        {
            if (!_budget.HasRoom)
            {
                return new(null, "the envelope is used up");
            }

            var reply = await AskAsync(_clients[_current], messages, options, timeLeft, cancellationToken).ConfigureAwait(false);
            if (reply.Response is not null || cancellationToken.IsCancellationRequested)
            {
                return reply;
            }

            _faults.Add(reply.Fault!);
        }

        return new(null, $"no model answered: {string.Join("; ", _faults)}");
    }

    /// <summary>Asks for an answer of a form, without tools. A malformed one is sent back once.</summary>
    public async ValueTask<ModelReply<T>> AskForAsync<T>(
        List<ChatMessage> messages, ChatResponseFormat format, ReadAnswer<T> read, TimeSpan timeLeft, CancellationToken cancellationToken)
        where T : class
    {
        var options = new ChatOptions { ResponseFormat = format };
        for (var repaired = false; ; repaired = true)
        {
            var reply = await AskAsync(messages, options, timeLeft, cancellationToken).ConfigureAwait(false);
            if (reply.Response is not { } response)
            {
                return new(null, reply.Fault);
            }

            if (read(response.Text, out var fault) is { } value)
            {
                return new(value, null);
            }

            fault = response.FinishReason == ChatFinishReason.Length ? "it was cut off, so it has to be shorter" : fault;
            if (repaired || !HasRoom)
            {
                return new(null, $"{_clients[_current]} gave a malformed answer: {fault}");
            }

            SendBack(messages, response.Text, fault);
        }
    }

    public static void SendBack(List<ChatMessage> messages, string text, string fault)
    {
        messages.Add(new(ChatRole.Assistant, Bound.Cut(text, MostShownAgain)));
        messages.Add(new(ChatRole.User, $"That answer could not be read: {fault}. Answer once more, with the JSON object alone."));
    }

    private async ValueTask<ModelReply> AskAsync(
        ServedModel model, List<ChatMessage> messages, ChatOptions options, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        if (_budget.LimitsMoney && model.Price is null)
        {
            return new(null, $"{model} has no price in {ModelOptions.Section}:Prices, and the envelope limits money");
        }

        options = options.Clone();
        options.MaxOutputTokens = _budget.AnswerTokens(messages, _options.AnswerTokens);
        using var timer = new CancellationTokenSource(Limit(timeLeft), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        ChatResponse? response = null;
        string fault;
        try
        {
            // A client that ignores its token, or computes on the thread it is called on, is not waited for: nothing that it says later is used.
            // It gets a copy of the messages, since the conversation goes on without it.
            List<ChatMessage> sent = [.. messages];
            var call = Task.Run(() => model.Client.GetResponseAsync(sent, options, both.Token), both.Token);
            _ = call.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            response = await call.WaitAsync(both.Token).ConfigureAwait(false);
            fault = Unusable(response);
        }
        catch (Exception e)
        {
            fault = cancellationToken.IsCancellationRequested ? "stopped"
                : timer.IsCancellationRequested ? "did not answer in time"
                : Redactor.Redact(Bound.Cut(Said(e), 300));
        }

        _budget.Add(messages, response, model.Price);
        return fault.Length == 0 ? new(response, null) : new(null, $"{model}: {fault}");
    }

    /// <summary>Our own errors say in a sentence what is wrong; others are often told by their kind alone.</summary>
    private static string Said(Exception e) =>
        e.GetType().Namespace?.StartsWith(nameof(AgentEscalation), StringComparison.Ordinal) == true ? e.Message : $"{e.GetType().Name}: {e.Message}";

    private TimeSpan Limit(TimeSpan timeLeft) =>
        timeLeft == Timeout.InfiniteTimeSpan || _current + 1 == _clients.Length || timeLeft / 2 > _options.CallTimeout
            ? _options.CallTimeout
            : timeLeft / 2;

    private static string Unusable(ChatResponse response)
    {
        var length = 0L;
        var empty = true;
        foreach (var content in response.Messages.SelectMany(static m => m.Contents))
        {
            if (content is ErrorContent error)
            {
                return Redactor.Redact(Bound.Cut($"refused: {error.Message}", 300));
            }

            length += CallBudget.Length(content);
            empty &= content is not FunctionCallContent && !(content is TextContent text && !string.IsNullOrWhiteSpace(text.Text));
        }

        return response.FinishReason == ChatFinishReason.ContentFilter ? "refused by its content filter"
            : length > MostAnswer ? $"its answer has {length} characters, more than {MostAnswer}"
            : empty ? "its answer is empty"
            : "";
    }
}
