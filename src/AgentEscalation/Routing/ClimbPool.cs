using System.Collections.Concurrent;

namespace AgentEscalation.Routing;

/// <summary>Climbs to use again.</summary>
internal static class ClimbPool
{
    private static readonly int Most = Environment.ProcessorCount * 4;
    private static readonly ConcurrentQueue<Climb> More = new();
    private static Climb? s_first;
    private static int s_more;

    public static Climb? Take()
    {
        var first = Interlocked.Exchange(ref s_first, null);
        if (first is null && More.TryDequeue(out first))
        {
            Interlocked.Decrement(ref s_more);
        }

        return first;
    }

    public static void Return(Climb climb)
    {
        if (s_first is null && Interlocked.CompareExchange(ref s_first, climb, null) is null)
        {
            return;
        }

        if (Interlocked.Increment(ref s_more) <= Most)
        {
            More.Enqueue(climb);
        }
        else
        {
            Interlocked.Decrement(ref s_more);
        }
    }
}
