using System.Buffers.Binary;
using System.Text;
using AgentEscalation.Cases;

namespace AgentEscalation.AspNetCore.Links;

/// <summary>What a link says: which answer to which card, whose, and until when.</summary>
internal sealed record LinkPayload(CaseId CaseId, int Number, ulong Digest, DateTimeOffset Until, string Option, string By)
{
    private const byte Version = 1;
    private const int Fixed = 1 + 16 + 1 + 8 + 8 + 1;

    public byte[] Write()
    {
        var option = Encoding.UTF8.GetBytes(Option);
        var by = Encoding.UTF8.GetBytes(By);
        var bytes = new byte[Fixed + option.Length + by.Length];
        bytes[0] = Version;
        CaseId.Value.TryWriteBytes(bytes.AsSpan(1), bigEndian: true, out _);
        bytes[17] = checked((byte)Number);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(18), Digest);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(26), Until.UtcTicks);
        bytes[34] = checked((byte)option.Length);
        option.CopyTo(bytes, Fixed);
        by.CopyTo(bytes, Fixed + option.Length);
        return bytes;
    }

    /// <summary>Reads what was signed; null when another version wrote it.</summary>
    public static LinkPayload? Read(byte[] bytes)
    {
        if (bytes.Length < Fixed || bytes[0] != Version || bytes.Length < Fixed + bytes[34])
        {
            return null;
        }

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(26));
        return ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks ? null : new(
            new(new(bytes.AsSpan(1, 16), bigEndian: true)),
            bytes[17],
            BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(18)),
            new(ticks, TimeSpan.Zero),
            Encoding.UTF8.GetString(bytes, Fixed, bytes[34]),
            Encoding.UTF8.GetString(bytes.AsSpan(Fixed + bytes[34])));
    }
}
