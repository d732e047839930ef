using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Memory;

/// <summary>Resolutions in memory; the one that was used longest ago is forgotten first. Safe for any thread.</summary>
/// <param name="capacity">How many resolutions to keep, 1 or more.</param>
public sealed class ResolutionMemory(int capacity = 1000) : IResolutionMemory
{
    private readonly int _capacity = capacity > 0
        ? capacity
        : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "The memory holds at least one resolution.");

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Agent, ulong Error), LinkedListNode<Resolution>> _known = new(new ByError());
    private readonly LinkedList<Resolution> _byUse = new();

    /// <summary>How many resolutions are known.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _known.Count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<Guidance?> FindAsync(string agent, Fingerprint fingerprint, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue((agent, fingerprint.Value), out var node))
            {
                return default;
            }

            Use(node);
            return new(node.Value.Guidance);
        }
    }

    /// <inheritdoc/>
    public ValueTask RememberAsync(string agent, Fingerprint fingerprint, Guidance guidance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(guidance);
        lock (_gate)
        {
            var key = (agent, fingerprint.Value);
            if (_known.TryGetValue(key, out var node))
            {
                node.Value.Guidance = guidance;
                Use(node);
                return default;
            }

            if (_known.Count == _capacity)
            {
                _known.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }

            _known.Add(key, _byUse.AddFirst(new Resolution(key, guidance)));
        }

        return default;
    }

    private void Use(LinkedListNode<Resolution> node)
    {
        if (!ReferenceEquals(_byUse.First, node))
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }
    }

    /// <summary>A fingerprint is a hash already.</summary>
    private sealed class ByError : IEqualityComparer<(string Agent, ulong Error)>
    {
        public bool Equals((string Agent, ulong Error) x, (string Agent, ulong Error) y) =>
            x.Error == y.Error && string.Equals(x.Agent, y.Agent, StringComparison.Ordinal);

        public int GetHashCode((string Agent, ulong Error) key) => key.Error.GetHashCode();
    }

    private sealed class Resolution((string Agent, ulong Error) key, Guidance guidance)
    {
        public (string Agent, ulong Error) Key { get; } = key;

        public Guidance Guidance { get; set; } = guidance;
    }
}
