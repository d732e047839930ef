using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentEscalation.Cli;

/// <summary>JSON documents as all commands write them: one, indented, on the standard output.</summary>
internal static class JsonDocuments
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes a document.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="content">Writes one value.</param>
    public static void Write(TextWriter to, Action<Utf8JsonWriter> content) => to.WriteLine(Text(content));

    /// <summary>The text of a document.</summary>
    /// <param name="content">Writes one value.</param>
    /// <returns>The text, without a line end after it.</returns>
    public static string Text(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            content(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
