using System.Text.Json.Nodes;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Endpoint;

/// <summary>Ollama's chat. It streams unless told not to, one JSON document a line, and its tool calls have no ids.</summary>
internal sealed class OllamaWire : Wire
{
    public static readonly OllamaWire Instance = new();

    public override WireProtocol Protocol => WireProtocol.Ollama;

    public override string StreamType => "application/x-ndjson";

    public override ScriptedCall Read(JsonObject body) => new()
    {
        Model = (string?)body["model"],
        Messages = [.. body["messages"]!.AsArray().OfType<JsonObject>().Select(MessageOf)],
        Tools = [.. (body["tools"] as JsonArray ?? []).Select(tool => (string?)tool?["function"]?["name"] ?? "")],
        IsStreaming = (bool?)body["stream"] ?? true,
        WantsJson = body["format"] is not null,
    };

    public override JsonObject Whole(ScriptedCall call, ScriptedAnswer answer) =>
        Frame(call, MessageOf(answer.Text + answer.Refusal, answer.ToolCalls.Length > 0 ? ToolCalls(answer) : null), (call, answer));

    public override IEnumerable<string> Pieces(ScriptedCall call, ScriptedAnswer answer)
    {
        foreach (var text in TextPieces.Of(answer.Text + answer.Refusal))
        {
            yield return Text(Frame(call, MessageOf(text, null), null)) + "\n";
        }

        if (answer.ToolCalls.Length > 0)
        {
            yield return Text(Frame(call, MessageOf("", ToolCalls(answer)), null)) + "\n";
        }

        yield return Text(Frame(call, MessageOf("", null), (call, answer))) + "\n";
    }

    public override JsonObject Error(int status, string message) => new() { ["error"] = message };

    private static JsonObject Frame(ScriptedCall call, JsonObject message, (ScriptedCall Call, ScriptedAnswer Answer)? end)
    {
        var json = new JsonObject
        {
            ["model"] = call.Model ?? "scripted",
            ["created_at"] = "2026-01-01T00:00:00Z",
            ["message"] = message,
            ["done"] = end is not null,
        };
        if (end is { } last)
        {
            var usage = ScriptedContents.UsageOf(last.Call, last.Answer);
            json["done_reason"] = last.Answer.CutShort ? "length" : "stop";
            json["prompt_eval_count"] = usage.InputTokenCount;
            json["eval_count"] = usage.OutputTokenCount;
            json["total_duration"] = 1_000_000;
        }

        return json;
    }

    private static JsonObject MessageOf(string text, JsonArray? tools)
    {
        var json = new JsonObject { ["role"] = "assistant", ["content"] = text };
        if (tools is not null)
        {
            json["tool_calls"] = tools;
        }

        return json;
    }

    private static JsonArray ToolCalls(ScriptedAnswer answer) => new([.. answer.ToolCalls.Select(tool => (JsonNode)new JsonObject
    {
        ["function"] = new JsonObject { ["name"] = tool.Name, ["arguments"] = Parsed(tool.Arguments) },
    })]);

    private static ChatMessage MessageOf(JsonObject message)
    {
        var role = RoleOf(message);
        if (role == ChatRole.Tool)
        {
            return new(role, [new FunctionResultContent((string?)message["tool_name"] ?? "", TextOf(message["content"]))]);
        }

        List<AIContent> contents = [];
        if (TextOf(message["content"]) is { Length: > 0 } text)
        {
            contents.Add(new TextContent(text));
        }

        foreach (var tool in (message["tool_calls"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var name = (string?)tool["function"]?["name"] ?? "";
            contents.Add(new FunctionCallContent(name, name, ArgumentsOf(tool["function"]?["arguments"])));
        }

        return new(role, contents);
    }
}
