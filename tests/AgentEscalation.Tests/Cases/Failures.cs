using AgentEscalation.Cases;

namespace AgentEscalation.Tests.Cases;

internal static class Failures
{
    public static Failure Borrow(long rank = 1) => new()
    {
        Text = "error[E0502]: cannot borrow `x` as mutable because it is also borrowed as immutable",
        Class = "borrow-checker",
        Code = "E0502",
        Rank = rank,
    };

    public static Failure Lifetime() => new() { Text = "error[E0597]: `x` does not live long enough", Class = "lifetime", Code = "E0597", Rank = 1 };
}
