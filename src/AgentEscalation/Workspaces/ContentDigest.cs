using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace AgentEscalation.Workspaces;

/// <summary>The SHA-256 of a file's content.</summary>
/// <param name="High">The first 16 bytes, big endian.</param>
/// <param name="Low">The last 16 bytes, big endian.</param>
public readonly record struct ContentDigest(UInt128 High, UInt128 Low)
{
    /// <summary>The digest of a content.</summary>
    /// <param name="content">All of it.</param>
    /// <returns>Its digest.</returns>
    public static ContentDigest Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">64 hexadecimal digits.</param>
    /// <param name="digest">The digest.</param>
    /// <returns>False when the text is none.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ContentDigest digest)
    {
        digest = default;
        if (text.Length != 64
            || !UInt128.TryParse(text[..32], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !UInt128.TryParse(text[32..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
        {
            return false;
        }

        digest = new(high, low);
        return true;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x32}{Low:x32}");
}
