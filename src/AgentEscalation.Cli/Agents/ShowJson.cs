using System.Text.Json;
using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Cli.Agents;

/// <summary>An agent file as one JSON document: what the file says, null where it says nothing, no defaults.</summary>
internal static class ShowJson
{
    public static void Write(Utf8JsonWriter writer, AgentDefinition agent)
    {
        writer.WriteStartObject();
        writer.WriteString("name", agent.Name.Length == 0 ? null : agent.Name);
        writer.WriteString("description", agent.Description.Length == 0 ? null : agent.Description);
        writer.WriteString("model", agent.Model);
        WriteTools(writer, agent);
        WritePolicy(writer, agent.Protocol);
        WriteErrors(writer, agent.Protocol);
        writer.WriteStartArray("diagnostics");
        foreach (var diagnostic in agent.Diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("code", diagnostic.Code);
            writer.WriteString("severity", Json.Word(diagnostic.Severity));
            writer.WriteNumber("line", diagnostic.Position.Line);
            writer.WriteNumber("column", diagnostic.Position.Column);
            writer.WriteString("message", diagnostic.Message);
            writer.WriteString("hint", diagnostic.Hint);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter writer, AgentDefinition agent)
    {
        if (!agent.NamesTools)
        {
            writer.WriteNull("tools");
        }
        else if (agent.Tools.Kind == ToolAccessKind.All)
        {
            writer.WriteString("tools", "*");
        }
        else
        {
            writer.WriteStrings("tools", agent.Tools.Names);
        }
    }

    private static void WritePolicy(Utf8JsonWriter writer, EscalationProtocol? protocol)
    {
        if (protocol is null || (protocol.Levels.IsEmpty && !protocol.HasBlock))
        {
            writer.WriteNull("policy");
            return;
        }

        writer.WriteStartObject("policy");
        writer.WriteStartArray("levels");
        foreach (var level in protocol.Levels)
        {
            WriteLevel(writer, level);
        }

        writer.WriteEndArray();
        writer.WriteStrings("reportFields", protocol.ReportFields.Select(f => f.Value));
        writer.WriteNullable("deadlineSeconds", protocol.Deadline?.Value.TotalSeconds);
        if (protocol.Tokens is null && protocol.Calls is null && protocol.Money is null)
        {
            writer.WriteNull("budget");
        }
        else
        {
            writer.WriteStartObject("budget");
            writer.WriteNullable("tokens", protocol.Tokens?.Value);
            writer.WriteNullable("calls", protocol.Calls?.Value);
            writer.WriteNullable("money", (double?)protocol.Money?.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteLevel(Utf8JsonWriter writer, ProtocolLevel level)
    {
        writer.WriteStartObject();
        writer.WriteNumber("level", level.Number);
        writer.WriteString("title", level.Title);
        writer.WriteString("when", level.When?.Value);
        writer.WriteStrings("to", level.To.Select(t => t.Text));
        writer.WriteNullable("attempts", level.Attempts?.Value);
        writer.WriteNullable("timeoutSeconds", level.Timeout?.Value.TotalSeconds);
        if (level.Target?.Value is { } target)
        {
            writer.WriteStartObject("target");
            writer.WriteString("kind", target.Kind switch
            {
                TargetKind.ResolvedAtLevel => "resolvedAtLevel",
                TargetKind.ResolvedOfRemaining => "resolvedOfRemaining",
                _ => "arrivalsBelow",
            });
            writer.WriteNumber("value", target.Percent);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("target");
        }

        writer.WriteStartArray("triggers");
        foreach (var (trigger, _) in level.Triggers)
        {
            WriteTrigger(writer, trigger);
        }

        writer.WriteEndArray();
        writer.WriteStrings("report", level.Report.Select(r => r.Value));
        writer.WriteStrings("will", level.ResponderWill.Select(w => w.Value));
        writer.WriteNullable("cards", level.Cards?.Value);
        writer.WriteNullable("expiresSeconds", level.Expires?.Value.TotalSeconds);
        writer.WriteString("onExpiry", level.OnExpiry?.Value switch { null => null, OnExpiry.Default => "default", _ => "unresolved" });
        writer.WriteEndObject();
    }

    private static void WriteTrigger(Utf8JsonWriter writer, Trigger trigger)
    {
        if (trigger.Id == Trigger.Slug(trigger.Text))
        {
            writer.WriteStringValue(trigger.Text);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("id", trigger.Id);
        writer.WriteString("text", trigger.Text);
        writer.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter writer, EscalationProtocol? protocol)
    {
        writer.WriteStartArray("errors");
        foreach (var error in protocol?.Errors ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("name", error.Name);
            writer.WriteString("recovery", error.Recovery);
            writer.WriteString("ask", error.Ask);
            writer.WriteString("source", error.Source switch { ErrorSource.List => "list", ErrorSource.Table => "table", _ => "block" });
            writer.WriteStrings("codes", error.Codes);
            writer.WriteString("trigger", error.Trigger);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
