namespace AgentEscalation.AspNetCore.Webhooks;

/// <summary>What was delivered, and when the rest is tried again. One caller at a time.</summary>
internal sealed class Deliveries
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Delivery> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a message is to be sent now.</summary>
    public bool IsDue(string id, DateTimeOffset now) => !_known.TryGetValue(id, out var delivery) || (!delivery.Done && delivery.Next <= now);

    public void Succeeded(string id) => _known[id] = new(0, default, Done: true);

    /// <summary>It is tried again, each time after twice as long.</summary>
    /// <returns>When.</returns>
    public DateTimeOffset Failed(string id, DateTimeOffset now)
    {
        var tries = _known.TryGetValue(id, out var delivery) ? delivery.Tries + 1 : 1;
        var wait = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(tries - 1, 20)));
        _known[id] = new(tries, now + wait, Done: false);
        return now + wait;
    }

    /// <summary>Forgets what does not wait any more.</summary>
    public void Keep(HashSet<string> waiting)
    {
        foreach (var id in _known.Keys.Where(id => !waiting.Contains(id)).ToArray())
        {
            _known.Remove(id);
        }
    }

    private readonly record struct Delivery(int Tries, DateTimeOffset Next, bool Done);
}
