using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases;

/// <summary>What a level's attempts did and what came of it. The first two are held inline, which is all that most policies need; a copy
/// of the state never writes into an array that another copy reads.</summary>
internal struct Tried : IEquatable<Tried>
{
    private Pair _first;
    private Pair _second;
    private Pair[]? _more;

    /// <summary>Notes an attempt.</summary>
    /// <returns>Whether the same approach has led to the same error before; unknown is the same as nothing.</returns>
    public bool Add(Approach approach, Failure failure)
    {
        if (approach.IsUnknown)
        {
            return false;
        }

        var pair = new Pair(approach.Digest, failure.Fingerprint.Value);
        if (_first == pair || _second == pair || (_more is not null && Array.IndexOf(_more, pair) >= 0))
        {
            return true;
        }

        if (_first.Approach == 0)
        {
            _first = pair;
        }
        else if (_second.Approach == 0)
        {
            _second = pair;
        }
        else
        {
            _more = [.. _more ?? [], pair];
        }

        return false;
    }

    public readonly bool Equals(Tried other) =>
        _first == other._first && _second == other._second && _more.AsSpan().SequenceEqual(other._more);

    public override readonly bool Equals(object? obj) => obj is Tried other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(_first, _second);

    private readonly record struct Pair(ulong Approach, ulong Error);
}
