using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace AgentEscalation.Workspaces;

/// <summary>The written form of a snapshot, version 1: <c>{v, files: [{path, original?, mode, text | base64 | deleted}]}</c>.</summary>
internal static class SnapshotJson
{
    private const int Version = 1;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(Snapshot snapshot)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteStartArray("files");
            foreach (var (path, file) in snapshot.Changed)
            {
                WriteFile(json, path, file);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static Snapshot Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.GetProperty("v").GetInt32() != Version)
            {
                throw new JsonException("The snapshot was written by a later version of this library.");
            }

            var files = Snapshot.NoFiles.ToBuilder();
            foreach (var element in document.RootElement.GetProperty("files").EnumerateArray())
            {
                var path = element.GetProperty("path").GetString();
                if (!WorkspacePath.TryParse(path, out var parsed, out var error) || parsed.ToString() != path)
                {
                    throw new JsonException(error ?? $"'{path}' is not the canonical form of its path.");
                }

                files.Add(path, ReadFile(element));
            }

            return new(files.ToImmutable());
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new JsonException($"This is no snapshot: {e.Message}", e);
        }
    }

    private static void WriteFile(Utf8JsonWriter json, string path, SnapshotFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        if (file.Original is { } original)
        {
            json.WriteString("original", original.ToString());
        }

        json.WriteNumber("mode", (int)file.Mode);
        if (file.Content is not { } content)
        {
            json.WriteBoolean("deleted", true);
        }
        else if (IsText(content.Span))
        {
            json.WriteString("text", content.Span);
        }
        else
        {
            json.WriteBase64String("base64", content.Span);
        }

        json.WriteEndObject();
    }

    private static SnapshotFile ReadFile(JsonElement element)
    {
        const UnixFileMode All = (UnixFileMode)0xFFF;
        var mode = (UnixFileMode)element.GetProperty("mode").GetInt32() & All;
        ContentDigest? original = null;
        if (element.TryGetProperty("original", out var text))
        {
            original = ContentDigest.TryParse(text.GetString(), out var digest) ? digest : throw new JsonException("A digest is not 64 hexadecimal digits.");
        }

        if (element.TryGetProperty("text", out text))
        {
            return SnapshotFile.Written(original, Strict.GetBytes(text.GetString()!), mode);
        }

        if (element.TryGetProperty("base64", out text))
        {
            return SnapshotFile.Written(original, text.GetBytesFromBase64(), mode);
        }

        return original is { } was ? SnapshotFile.Deleted(was, mode) : throw new JsonException("A file has no content and no original.");
    }

    private static bool IsText(ReadOnlySpan<byte> content)
    {
        // Byte 0 is valid UTF-8 but belongs to no text, and JSON would spend six characters on it.
        return System.Text.Unicode.Utf8.IsValid(content) && !content.Contains((byte)0);
    }
}
