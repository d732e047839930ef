using System.Runtime.InteropServices;

namespace AgentEscalation.Cases.Text;

/// <summary>64 bits over characters, the same in every process and on every machine. Not for secrets.</summary>
internal ref struct FingerprintHash
{
    /// <summary>Length of the buffer to give, a multiple of the four characters that are mixed in at once.</summary>
    public const int BufferLength = 256;

    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;
    private const int Block = 4;

    private readonly Span<char> _buffer;
    private int _count;
    private ulong _state;
    private uint _length;

    public FingerprintHash(ulong seed, Span<char> buffer)
    {
        _state = seed ^ Odd;
        _buffer = buffer[..BufferLength];
    }

    public void Add(char c)
    {
        if (_count == BufferLength)
        {
            Flush();
        }

        _buffer[_count++] = c;
    }

    public void Add(scoped ReadOnlySpan<char> text)
    {
        while (text.Length > BufferLength - _count)
        {
            var fits = BufferLength - _count;
            text[..fits].CopyTo(_buffer[_count..]);
            text = text[fits..];
            _count = BufferLength;
            Flush();
        }

        text.CopyTo(_buffer[_count..]);
        _count += text.Length;
    }

    /// <summary>The bits; never 0, which means unknown. Ends the hash.</summary>
    public ulong End()
    {
        var rest = _count % Block;
        var tail = 0ul;
        for (var i = 0; i < rest; i++)
        {
            tail |= (ulong)_buffer[_count - rest + i] << (16 * i);
        }

        _length += (uint)rest;
        _count -= rest;
        Flush();
        var bits = Mix(Mix(_state ^ tail, Odd) ^ _length, 0xD6E8_FEB8_6659_FD93);
        return bits == 0 ? 1 : bits;
    }

    private void Flush()
    {
        var text = _buffer[.._count];
        _length += (uint)_count;
        _count = 0;
        if (BitConverter.IsLittleEndian)
        {
            foreach (var block in MemoryMarshal.Cast<char, ulong>(text))
            {
                _state = Mix(_state ^ block, Odd);
            }

            return;
        }

        for (var i = 0; i < text.Length; i += Block)
        {
            _state = Mix(_state ^ (text[i] | ((ulong)text[i + 1] << 16) | ((ulong)text[i + 2] << 32) | ((ulong)text[i + 3] << 48)), Odd);
        }
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low ^ a;
    }
}
