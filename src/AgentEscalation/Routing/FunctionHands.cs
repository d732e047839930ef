using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Routing;

/// <summary>A caller's functions. The value is kept here until a verdict says that it counts.</summary>
internal sealed class FunctionHands<T>(
    Func<Attempt, CancellationToken, ValueTask<T>> work, Func<T, CancellationToken, ValueTask<Verdict>> verify) : Hands
{
    private T? _value;

    public override string Verifier => "function";

    public override ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var pending = work(attempt, cancellationToken);
        if (!pending.IsCompletedSuccessfully)
        {
            return AwaitedAsync(pending);
        }

        _value = pending.Result;
        return new(Said(_value));
    }

    public override ValueTask<Verdict> JudgeAsync(Attempt attempt, in AttemptResult said, CancellationToken cancellationToken)
    {
        if (said.Value is Late late)
        {
            _value = late.Value;
        }

        return verify(_value!, cancellationToken);
    }

    public override RunResult Result(Outcome? outcome, ReadOnlyMemory<CaseEvent> events, Usage usage, RunRemains? remains) =>
        new RunResult<T>(_value, outcome, events, usage, remains);

    /// <summary>The value goes with the answer rather than into the field: an abandoned attempt may end while a later one is judged.</summary>
    private static async ValueTask<AttemptResult> AwaitedAsync(ValueTask<T> pending)
    {
        var value = await pending.ConfigureAwait(false);
        return Said(value) with { Value = new Late(value) };
    }

    /// <summary>Work that makes an <see cref="AttemptResult"/> says of itself what a specialist does.</summary>
    private static AttemptResult Said(T value) => typeof(T) == typeof(AttemptResult) ? (AttemptResult)(object)value! : default;

    private sealed record Late(T Value);
}
