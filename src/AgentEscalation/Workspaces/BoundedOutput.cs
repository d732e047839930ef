using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>The first and the last bytes of a stream of any length, in memory that never exceeds the limit.</summary>
internal sealed class BoundedOutput(int limit)
{
    private readonly int _headLimit = limit - (limit / 2);
    private readonly int _tailLimit = limit / 2;
    private byte[] _head = [];
    private byte[] _tail = [];
    private int _headLength;
    private int _tailNext;
    private long _tailTotal;

    /// <summary>Something was dropped.</summary>
    public bool Truncated => _tailTotal > _tailLimit;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var toHead = Math.Min(bytes.Length, _headLimit - _headLength);
        if (toHead > 0)
        {
            Grow(ref _head, _headLength + toHead, _headLimit);
            bytes[..toHead].CopyTo(_head.AsSpan(_headLength));
            _headLength += toHead;
            bytes = bytes[toHead..];
        }

        if (bytes.IsEmpty)
        {
            return;
        }

        _tailTotal += bytes.Length;
        if (bytes.Length >= _tailLimit)
        {
            Grow(ref _tail, _tailLimit, _tailLimit);
            bytes[^_tailLimit..].CopyTo(_tail);
            _tailNext = 0;
            return;
        }

        // Until the ring is full it only grows, so _tailNext never wraps in a buffer that is still to be resized.
        Grow(ref _tail, (int)Math.Min(_tailTotal, _tailLimit), _tailLimit);
        var first = Math.Min(bytes.Length, _tailLimit - _tailNext);
        bytes[..first].CopyTo(_tail.AsSpan(_tailNext));
        bytes[first..].CopyTo(_tail);
        _tailNext = (_tailNext + bytes.Length) % _tailLimit;
    }

    public override string ToString()
    {
        var head = _head.AsSpan(0, _headLength);
        if (_tailTotal == 0)
        {
            return Encoding.UTF8.GetString(head);
        }

        var tail = new byte[Math.Min(_tailTotal, _tailLimit)];
        if (!Truncated)
        {
            _tail.AsSpan(0, tail.Length).CopyTo(tail);

            // A character may lie across the two buffers.
            return Encoding.UTF8.GetString([.. head, .. tail]);
        }

        _tail.AsSpan(_tailNext).CopyTo(tail);
        _tail.AsSpan(0, _tailNext).CopyTo(tail.AsSpan(_tailLimit - _tailNext));
        return $"{Encoding.UTF8.GetString(WithoutCutEnd(head))}\n[{_tailTotal - _tailLimit} bytes left out]\n{Encoding.UTF8.GetString(WithoutCutStart(tail))}";
    }

    private static void Grow(ref byte[] buffer, int needed, int limit)
    {
        if (buffer.Length < needed)
        {
            Array.Resize(ref buffer, (int)Math.Min(limit, Math.Max(Math.Max(needed, 4096L), buffer.Length * 2L)));
        }
    }

    private static ReadOnlySpan<byte> WithoutCutStart(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        while (start < Math.Min(3, bytes.Length) && (bytes[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return bytes[start..];
    }

    private static ReadOnlySpan<byte> WithoutCutEnd(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(4, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) == 0x80)
            {
                continue;
            }

            var length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return length > back ? bytes[..^back] : bytes;
        }

        return bytes;
    }
}
