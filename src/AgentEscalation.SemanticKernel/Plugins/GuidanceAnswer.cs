using System.Text.Json;
using AgentEscalation.Cases;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>A consult's answer as a model reads it.</summary>
internal static class GuidanceAnswer
{
    private const int MostSteps = 20;

    public static string Of(string agent, Guidance? guidance) => Json.Of((agent, guidance), static (writer, state) =>
    {
        writer.WriteString("status", state.guidance is null ? "no_answer" : "answered");
        writer.WriteString("from", state.agent);
        if (state.guidance is { } guidance)
        {
            Write(writer, guidance);
        }
        else
        {
            writer.WriteString("next", "It has no advice on this report. Ask somebody else, or go on without.");
        }
    });

    public static void Write(Utf8JsonWriter writer, Guidance guidance)
    {
        writer.WriteText("guidance", guidance.Text.Value, Json.MostAdvice);
        WriteSteps(writer, guidance);
        if (guidance.HigherUp is { } level)
        {
            writer.WriteNumber("belongsToLevel", (int)level);
            writer.WriteText("trigger", guidance.Trigger, 200);
        }

        if (!guidance.Options.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("options");
            foreach (var option in guidance.Options)
            {
                writer.WriteStartObject();
                writer.WriteText("title", option.Title.Value, 400);
                writer.WriteText("description", option.Description.Value, Json.MostError);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteSteps(Utf8JsonWriter writer, Guidance guidance)
    {
        if (guidance.Steps.IsDefaultOrEmpty)
        {
            return;
        }

        writer.WriteStartArray("steps");
        foreach (var step in guidance.Steps.Take(MostSteps))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", step.Kind);
            foreach (var (name, value) in step.Arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal))
            {
                if (name != "kind")
                {
                    writer.WriteText(name, value, 600);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
