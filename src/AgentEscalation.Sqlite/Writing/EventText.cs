using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>Events as the text that is stored, and the chain over it.</summary>
internal static class EventText
{
    public const int HashLength = 32;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of each event, UTF-8.</summary>
    public static byte[][] Of(ReadOnlySpan<CaseEvent> events)
    {
        var texts = new byte[events.Length][];
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Compact);
        for (var i = 0; i < texts.Length; i++)
        {
            CaseJson.Write(json, events[i]);
            json.Flush();
            texts[i] = buffer.WrittenSpan.ToArray();
            buffer.ResetWrittenCount();
            json.Reset();
        }

        return texts;
    }

    /// <summary>Reads a stored event.</summary>
    /// <exception cref="CaseStorageException">It is not one that this version can read.</exception>
    public static CaseEvent Read(ReadOnlySpan<byte> text, string file, CaseId id)
    {
        try
        {
            return CaseJson.Read(text);
        }
        catch (FormatException e)
        {
            throw new CaseStorageException(StorageFault.Corrupt, file, $"'{file}' has an event of case {id} that cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Where the chain of a case begins: events cannot be moved to another case unnoticed.</summary>
    public static void Root(CaseId id, Span<byte> hash)
    {
        Span<byte> root = stackalloc byte[16];
        id.Value.TryWriteBytes(root, bigEndian: true, out _);
        SHA256.HashData(root, hash);
    }

    /// <summary>The next link: over the one before and the text.</summary>
    public static void Link(Span<byte> hash, ReadOnlySpan<byte> text)
    {
        var length = HashLength + text.Length;
        byte[]? rented = null;
        var input = length <= 2048 ? stackalloc byte[2048] : rented = ArrayPool<byte>.Shared.Rent(length);
        hash.CopyTo(input);
        text.CopyTo(input[HashLength..]);
        SHA256.HashData(input[..length], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
