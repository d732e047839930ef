using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>What is left of budgets. A limit never grows, and one that is used up is 0.</summary>
internal static class EnvelopeArithmetic
{
    /// <summary>Both limits hold.</summary>
    public static Envelope Within(this Envelope envelope, Envelope other) =>
        ReferenceEquals(other, Envelope.Unlimited) ? envelope
        : ReferenceEquals(envelope, Envelope.Unlimited) ? other
        : new()
        {
            Tokens = Least(envelope.Tokens, other.Tokens),
            Calls = Least(envelope.Calls, other.Calls),
            Money = Least(envelope.Money, other.Money),
        };

    /// <summary>What is left after a usage.</summary>
    public static Envelope Without(this Envelope envelope, Usage used) =>
        ReferenceEquals(envelope, Envelope.Unlimited) || ReferenceEquals(used, Usage.None) ? envelope
        : new()
        {
            Tokens = envelope.Tokens is { } tokens ? Math.Max(0, tokens - used.Tokens) : null,
            Calls = envelope.Calls is { } calls ? Math.Max(0, calls - used.Calls) : null,
            Money = envelope.Money is { } money ? Math.Max(0, money - used.Money) : null,
        };

    private static T? Least<T>(T? a, T? b)
        where T : struct, IComparable<T> =>
        a is not { } x ? b : b is not { } y ? a : x.CompareTo(y) <= 0 ? x : y;
}
