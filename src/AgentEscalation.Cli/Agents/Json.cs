using System.Text.Json;

namespace AgentEscalation.Cli.Agents;

/// <summary>Words and members that the documents about agents share.</summary>
internal static class Json
{
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
