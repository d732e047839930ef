using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AgentEscalation.Cases;

namespace AgentEscalation.Routing;

/// <summary>Where case ids come from: distinct within a process by counting, between processes by a random start. Safe for any thread.</summary>
internal sealed class IdSource(ulong high, ulong low)
{
    private ulong _next = low;

    public static IdSource Random()
    {
        Span<byte> seed = stackalloc byte[16];
        RandomNumberGenerator.Fill(seed);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(seed), BinaryPrimitives.ReadUInt64LittleEndian(seed[8..]));
    }

    public CaseId Next()
    {
        var count = Interlocked.Increment(ref _next);
        return Id(high ^ Mix(count), Mix(high + count));
    }

    /// <summary>The id of a key: the same in every process.</summary>
    public static CaseId Of(string key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes("agent-escalation key\n" + key), hash);
        return Id(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }

    /// <summary>A bijection of 64 bits, so that different counts stay different.</summary>
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>Version 8: an id whose bits are the maker's own business.</summary>
    private static CaseId Id(ulong a, ulong b) =>
        new(new Guid(
            (uint)(a >> 32), (ushort)(a >> 16), (ushort)((a & 0x0FFF) | 0x8000), (byte)(((b >> 56) & 0x3F) | 0x80),
            (byte)(b >> 48), (byte)(b >> 40), (byte)(b >> 32), (byte)(b >> 24), (byte)(b >> 16), (byte)(b >> 8), (byte)b));
}
