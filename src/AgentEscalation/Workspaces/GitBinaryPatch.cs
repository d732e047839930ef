using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>A whole content as text that <c>git apply</c> understands.</summary>
internal static class GitBinaryPatch
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
    private const int BytesPerLine = 52;

    public static string Of(ReadOnlyMemory<byte>? before, ReadOnlyMemory<byte>? after)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"index {ObjectName(before)}..{ObjectName(after)}\nGIT binary patch\n");
        AppendLiteral(text, after.GetValueOrDefault());
        AppendLiteral(text, before.GetValueOrDefault());
        return text.ToString();
    }

    private static void AppendLiteral(StringBuilder text, ReadOnlyMemory<byte> content)
    {
        text.Append(CultureInfo.InvariantCulture, $"literal {content.Length}\n");
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content.Span);
        }

        // The stream writes nothing at all when nothing is written to it; git wants the end mark.
        ReadOnlySpan<byte> bytes = packed.Length == 0 ? [0x78, 0x9C, 0x03, 0, 0, 0, 0, 0x01] : packed.ToArray();
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(BytesPerLine, bytes.Length);
            text.Append((char)(count <= 26 ? 'A' + count - 1 : 'a' + count - 27));
            AppendBase85(text, bytes[..count]);
            text.Append('\n');
            bytes = bytes[count..];
        }

        text.Append('\n');
    }

    private static void AppendBase85(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        Span<byte> four = stackalloc byte[4];
        Span<char> five = stackalloc char[5];
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(4, bytes.Length);
            four.Clear();
            bytes[..count].CopyTo(four);
            var value = BinaryPrimitives.ReadUInt32BigEndian(four);
            for (var i = 4; i >= 0; i--)
            {
                five[i] = Alphabet[(int)(value % 85)];
                value /= 85;
            }

            text.Append(five);
            bytes = bytes[count..];
        }
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The names that git gives its objects.")]
    private static string ObjectName(ReadOnlyMemory<byte>? content)
    {
        if (content is not { } c)
        {
            return new string('0', 40);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {c.Length}\0")));
        hash.AppendData(c.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
