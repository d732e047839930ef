namespace AgentEscalation.Workspaces;

/// <summary>Which lines of two texts differ, by Myers' greedy search for the shortest edit script.</summary>
internal static class LineDiff
{
    /// <summary>Texts that differ in more lines than this are taken as different from the first to the last of them.</summary>
    private const int MaxDistance = 1500;

    /// <summary>Compares two lists of lines.</summary>
    /// <returns>For each old line whether it goes, for each new line whether it comes.</returns>
    public static (bool[] Removed, bool[] Added) Compare(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var removed = new bool[before.Count];
        var added = new bool[after.Count];
        var start = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start])
        {
            start++;
        }

        int endBefore = before.Count, endAfter = after.Count;
        while (endBefore > start && endAfter > start && before[endBefore - 1] == after[endAfter - 1])
        {
            endBefore--;
            endAfter--;
        }

        var (a, b) = Numbers(before, after, start, endBefore, endAfter);
        if (Search(a, b) is { } trace)
        {
            Walk(trace, a.Length, b.Length, removed.AsSpan(start), added.AsSpan(start));
        }
        else
        {
            removed.AsSpan(start, a.Length).Fill(true);
            added.AsSpan(start, b.Length).Fill(true);
        }

        return (removed, added);
    }

    /// <summary>Equal lines get equal numbers, so that the search compares integers.</summary>
    private static (int[] Before, int[] After) Numbers(IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int endBefore, int endAfter)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return (Of(before, endBefore), Of(after, endAfter));

        int[] Of(IReadOnlyList<string> lines, int end)
        {
            var result = new int[end - start];
            for (var i = 0; i < result.Length; i++)
            {
                if (!numbers.TryGetValue(lines[start + i], out result[i]))
                {
                    numbers.Add(lines[start + i], result[i] = numbers.Count);
                }
            }

            return result;
        }
    }

    /// <summary>The furthest reach on each diagonal for 0, 1, 2... differences, each entry at index diagonal + differences.</summary>
    private static List<int[]>? Search(int[] a, int[] b)
    {
        var trace = new List<int[]>();
        int[] last = [];
        for (var d = 0; d <= Math.Min(a.Length + b.Length, MaxDistance); d++)
        {
            var reach = new int[(2 * d) + 1];
            for (var k = -d; k <= d; k += 2)
            {
                var x = d == 0 ? 0 : Step(last, d, k, out _);
                while (x < a.Length && x - k < b.Length && a[x] == b[x - k])
                {
                    x++;
                }

                reach[k + d] = x;
                if (x >= a.Length && x - k >= b.Length)
                {
                    trace.Add(reach);
                    return trace;
                }
            }

            trace.Add(reach);
            last = reach;
        }

        return null;
    }

    /// <summary>From the reach of d - 1 differences to diagonal k, down (a line comes) or right (a line goes).</summary>
    private static int Step(int[] last, int d, int k, out bool down)
    {
        var left = k - 1 >= -(d - 1) ? last[k - 1 + d - 1] : -1;
        var above = k + 1 <= d - 1 ? last[k + 1 + d - 1] : -1;
        down = k == -d || (k != d && left < above);
        return down ? above : left + 1;
    }

    private static void Walk(List<int[]> trace, int x, int y, Span<bool> removed, Span<bool> added)
    {
        for (var d = trace.Count - 1; d > 0; d--)
        {
            var k = x - y;
            Step(trace[d - 1], d, k, out var down);
            var previous = down ? k + 1 : k - 1;
            x = trace[d - 1][previous + d - 1];
            y = x - previous;
            if (down)
            {
                added[y] = true;
            }
            else
            {
                removed[x] = true;
            }
        }
    }
}
