using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

internal static class TokenCounts
{
    /// <summary>The places where these tokens follow one another.</summary>
    public static IEnumerable<int> Places(RustSource source, params string[] sequence)
    {
        for (var i = 0; i + sequence.Length <= source.Count; i++)
        {
            var same = true;
            for (var j = 0; same && j < sequence.Length; j++)
            {
                same = source.Is(i + j, sequence[j]);
            }
            if (same)
            {
                yield return i;
            }
        }
    }

    /// <summary>Places in the changed source beyond as many as the original has; the new ones are named first.</summary>
    public static IEnumerable<int> Added(SourceChange change, Func<RustSource, IEnumerable<int>> places)
    {
        var more = places(change.After).ToList();
        var extra = more.Count - places(change.Before).Count();
        return extra <= 0 ? [] : more.OrderBy(place => change.IsNew(place) ? 0 : 1).Take(extra);
    }
}
