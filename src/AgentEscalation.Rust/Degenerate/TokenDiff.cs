using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>Which significant tokens two sources share, in order (the greedy diff of Myers, bounded).</summary>
internal sealed class TokenDiff
{
    private const int MaxDistance = 1_500;

    private TokenDiff(bool[] keptBefore, bool[] keptAfter) => (KeptBefore, KeptAfter) = (keptBefore, keptAfter);

    public bool[] KeptBefore { get; }

    public bool[] KeptAfter { get; }

    public static TokenDiff Between(RustSource before, RustSource after)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var (a, b) = (Numbered(before), Numbered(after));
        var diff = new TokenDiff(new bool[a.Length], new bool[b.Length]);
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            diff.KeptBefore[start] = diff.KeptAfter[start] = true;
            start++;
        }
        var (aEnd, bEnd) = (a.Length, b.Length);
        while (aEnd > start && bEnd > start && a[aEnd - 1] == b[bEnd - 1])
        {
            diff.KeptBefore[--aEnd] = diff.KeptAfter[--bEnd] = true;
        }
        diff.Align(a.AsSpan(start, aEnd - start), b.AsSpan(start, bEnd - start), start);
        return diff;

        int[] Numbered(RustSource source)
        {
            var numbers = new int[source.Count];
            for (var i = 0; i < numbers.Length; i++)
            {
                if (!names.TryGetValue(source.Text(i), out numbers[i]))
                {
                    names.Add(source.Text(i), numbers[i] = names.Count + 1);
                }
            }
            return numbers;
        }
    }

    // Beyond the bound everything between the common ends counts as replaced: stricter, never laxer.
    private void Align(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int offset)
    {
        var most = Math.Min(a.Length + b.Length, MaxDistance);
        var zero = most + 1;
        var reach = new int[(2 * most) + 3];
        var trace = new List<int[]>();
        for (var distance = 0; distance <= most; distance++)
        {
            trace.Add(reach[(zero - distance - 1)..(zero + distance + 2)]);
            for (var k = -distance; k <= distance; k += 2)
            {
                var down = k == -distance || (k != distance && reach[zero + k - 1] < reach[zero + k + 1]);
                var x = down ? reach[zero + k + 1] : reach[zero + k - 1] + 1;
                while (x < a.Length && x - k < b.Length && a[x] == b[x - k])
                {
                    x++;
                }
                reach[zero + k] = x;
                if (x >= a.Length && x - k >= b.Length)
                {
                    Walk(trace, a.Length, b.Length, offset);
                    return;
                }
            }
        }
    }

    // Backwards from the end: each row holds the reach of the diagonals before its distance was tried.
    private void Walk(List<int[]> trace, int x, int y, int offset)
    {
        for (var distance = trace.Count - 1; distance >= 0; distance--)
        {
            var row = trace[distance];
            var k = x - y;
            var middle = distance + 1;
            var down = k == -distance || (k != distance && row[middle + k - 1] < row[middle + k + 1]);
            var previous = down ? k + 1 : k - 1;
            var fromX = distance == 0 ? 0 : row[middle + previous];
            var fromY = distance == 0 ? 0 : fromX - previous;
            while (x > fromX && y > fromY)
            {
                KeptBefore[offset + --x] = KeptAfter[offset + --y] = true;
            }
            (x, y) = (fromX, fromY);
        }
    }
}
