using AgentEscalation.Cases;
using AgentEscalation.Policies;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>What the calls of one attempt or consult may use, and what they used. A call begins only while something is left, so that no
/// limit is overshot by more than one call; the last one that fits is kept for what was learned.</summary>
internal sealed class CallBudget(Envelope left, int mostCalls)
{
    /// <summary>Tokens are shorter than this in all languages but a few; where a provider counts none, rather too many are counted.</summary>
    private const int CharactersPerToken = 3;

    private const int UsualAnswer = 1000;

    private long _longestAnswer;

    public Usage Used { get; private set; } = Usage.None;

    /// <summary>Whether another call may begin.</summary>
    public bool HasRoom => Used.Calls < mostCalls && left.Without(Used) is not ({ Tokens: <= 0 } or { Calls: <= 0 } or { Money: <= 0 });

    public bool LimitsMoney => left.Money is not null;

    /// <summary>Whether after the next call nothing is left for another one like it.</summary>
    public bool IsLast(IReadOnlyList<ChatMessage> messages, ModelPrice? price)
    {
        var rest = left.Without(Used);
        var read = Estimate(messages);
        var written = _longestAnswer > 0 ? _longestAnswer : UsualAnswer;
        return Used.Calls + 1 >= mostCalls
            || rest.Calls <= 1
            || rest.Tokens < 2 * (read + written)
            || (price is not null && rest.Money < 2 * price.Of(read, written));
    }

    /// <summary>How many tokens an answer may have.</summary>
    public int AnswerTokens(IReadOnlyList<ChatMessage> messages, int most) => left.Without(Used).Tokens is { } tokens
        ? (int)Math.Clamp(tokens - Estimate(messages), Math.Min(256, most), most)
        : most;

    /// <summary>Takes a call into the account; one that failed counts as a call.</summary>
    public void Add(IReadOnlyList<ChatMessage> messages, ChatResponse? response, ModelPrice? price)
    {
        var read = 0L;
        var written = 0L;
        if (response is not null)
        {
            read = Math.Max(0, response.Usage?.InputTokenCount ?? 0);
            written = Math.Max(0, response.Usage?.OutputTokenCount ?? 0);
            if (read + written == 0)
            {
                (read, written) = (Estimate(messages), Estimate([.. response.Messages]));
            }
        }

        _longestAnswer = Math.Max(_longestAnswer, written);
        Used += new Usage(read, written, 1, price?.Of(read, written) ?? 0);
    }

    private static long Estimate(IReadOnlyList<ChatMessage> messages) => messages.Sum(static m => m.Contents.Sum(Length)) / CharactersPerToken;

    internal static long Length(AIContent content) => content switch
    {
        TextContent text => text.Text.Length,
        FunctionCallContent call => call.Name.Length + (call.Arguments?.Sum(static a => a.Key.Length + Length(a.Value)) ?? 0),
        FunctionResultContent { Result: string result } => result.Length,
        _ => 0,
    };

    private static long Length(object? value) => value switch
    {
        null => 4,
        string text => text.Length,
        System.Text.Json.JsonElement json => json.GetRawText().Length,
        _ => 16,
    };
}
