using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentEscalation.Cli.Agents;

/// <summary>JSON for programs that people read over the shoulder of: indented, and arrows stay arrows.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The word for a severity in all our documents.</summary>
    public static string Word(AgentEscalation.Agents.DiagnosticSeverity severity) => severity switch
    {
        AgentEscalation.Agents.DiagnosticSeverity.Error => "error",
        AgentEscalation.Agents.DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    public static void WriteNullable(this Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
