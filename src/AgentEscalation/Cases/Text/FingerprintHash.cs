namespace AgentEscalation.Cases.Text;

/// <summary>64 bits over characters, the same in every process and on every machine. Not for secrets.</summary>
internal ref struct FingerprintHash
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    private ulong _state;
    private ulong _block;
    private int _shift;
    private uint _length;

    public FingerprintHash(ulong seed) => _state = seed ^ Odd;

    public void Add(char c)
    {
        _block |= (ulong)c << _shift;
        _shift += 16;
        _length++;
        if (_shift == 64)
        {
            _state = Mix(_state ^ _block, Odd);
            _block = 0;
            _shift = 0;
        }
    }

    public void Add(scoped ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            Add(c);
        }
    }

    /// <summary>The bits so far; never 0, which means unknown.</summary>
    public readonly ulong End()
    {
        var bits = Mix(Mix(_state ^ _block, Odd) ^ _length, 0xD6E8_FEB8_6659_FD93);
        return bits == 0 ? 1 : bits;
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low ^ a;
    }
}
