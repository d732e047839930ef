using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>64 bits that tell one set of edits from another: the same in every process and whatever the order of the files.</summary>
/// <param name="Value">The bits; 0 is the digest of no edit.</param>
public readonly record struct EditDigest(ulong Value)
{
    /// <summary>The digest of a set of edits.</summary>
    /// <param name="edits">The edits, in any order of files.</param>
    /// <returns>The digest.</returns>
    public static EditDigest Of(IEnumerable<FileEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        var sorted = edits.Select(e => e.Canonical()).Order(StringComparer.Ordinal).ToImmutableArray();
        return sorted.IsEmpty ? default : OfParts(sorted);
    }

    /// <summary>16 lower-case hexadecimal digits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The digest of texts; each is preceded by its length, so that no two lists look the same.</summary>
    internal static EditDigest OfParts(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(result);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(result));
    }
}
