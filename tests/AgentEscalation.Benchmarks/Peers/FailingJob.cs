namespace AgentEscalation.Benchmarks.Peers;

/// <summary>The work that every contestant does: the first three answers are wrong, the fourth is right.</summary>
internal sealed class FailingJob
{
    public const string Right = "right";
    public const string Wrong = "error[E0502]: cannot borrow `cache` as mutable because it is also borrowed as immutable";

    private int _calls;

    public ValueTask<string> CallAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(++_calls % 4 == 0 ? Right : Wrong);
    }

    public static bool IsRight(string answer) => ReferenceEquals(answer, Right);
}
