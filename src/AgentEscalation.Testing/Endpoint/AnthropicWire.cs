using System.Text.Json.Nodes;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Endpoint;

/// <summary>Anthropic's messages.</summary>
internal sealed class AnthropicWire : Wire
{
    public static readonly AnthropicWire Instance = new();

    public override WireProtocol Protocol => WireProtocol.Anthropic;

    public override string StreamType => "text/event-stream";

    public override ScriptedCall Read(JsonObject body)
    {
        List<ChatMessage> messages = [];
        if (TextOf(body["system"]) is { Length: > 0 } system)
        {
            messages.Add(new(ChatRole.System, system));
        }

        foreach (var message in body["messages"]!.AsArray().OfType<JsonObject>())
        {
            messages.Add(new(RoleOf(message), ContentsOf(message["content"])));
        }

        return new()
        {
            Model = (string?)body["model"],
            Messages = messages,
            Tools = [.. (body["tools"] as JsonArray ?? []).Select(tool => (string?)tool?["name"] ?? "")],
            IsStreaming = (bool?)body["stream"] ?? false,
            WantsJson = body["output_config"]?["format"] is not null || body["output_format"] is not null,
        };
    }

    public override JsonObject Whole(ScriptedCall call, ScriptedAnswer answer)
    {
        var content = new JsonArray();
        if ((answer.Text + answer.Refusal) is { Length: > 0 } text)
        {
            content.Add(new JsonObject { ["type"] = "text", ["text"] = text });
        }

        for (var i = 0; i < answer.ToolCalls.Length; i++)
        {
            content.Add(ToolUse(call, answer, i, Parsed(answer.ToolCalls[i].Arguments)));
        }

        return Message(call, content, StopOf(answer), UsageOf(call, answer));
    }

    public override IEnumerable<string> Pieces(ScriptedCall call, ScriptedAnswer answer)
    {
        var usage = UsageOf(call, answer);
        var opening = new JsonObject { ["input_tokens"] = usage["input_tokens"]!.DeepClone(), ["output_tokens"] = 0 };
        yield return Event("message_start", new() { ["message"] = Message(call, [], null, opening) });
        var index = 0;
        if ((answer.Text + answer.Refusal) is { Length: > 0 } whole)
        {
            yield return Event("content_block_start", new() { ["index"] = index, ["content_block"] = new JsonObject { ["type"] = "text", ["text"] = "" } });
            foreach (var text in TextPieces.Of(whole))
            {
                yield return Delta(index, new() { ["type"] = "text_delta", ["text"] = text });
            }

            yield return Event("content_block_stop", new() { ["index"] = index++ });
        }

        for (var i = 0; i < answer.ToolCalls.Length; i++, index++)
        {
            yield return Event("content_block_start", new() { ["index"] = index, ["content_block"] = ToolUse(call, answer, i, new JsonObject()) });
            yield return Delta(index, new() { ["type"] = "input_json_delta", ["partial_json"] = answer.ToolCalls[i].Arguments });
            yield return Event("content_block_stop", new() { ["index"] = index });
        }

        yield return Event("message_delta", new()
        {
            ["delta"] = new JsonObject { ["stop_reason"] = StopOf(answer), ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = usage["output_tokens"]!.DeepClone() },
        });
        yield return Event("message_stop", []);
    }

    public override JsonObject Error(int status, string message) => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject
        {
            ["type"] = status switch
            {
                401 => "authentication_error", 404 => "not_found_error", 429 => "rate_limit_error", >= 500 => "api_error", _ => "invalid_request_error",
            },
            ["message"] = message,
        },
    };

    private static string Event(string name, JsonObject data)
    {
        data.Insert(0, "type", name);
        return $"event: {name}\ndata: {Text(data)}\n\n";
    }

    private static string Delta(int index, JsonObject delta) => Event("content_block_delta", new() { ["index"] = index, ["delta"] = delta });

    private static JsonObject Message(ScriptedCall call, JsonArray content, string? stop, JsonObject usage) => new()
    {
        ["id"] = $"msg_{call.Number}",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = call.Model ?? "scripted",
        ["content"] = content,
        ["stop_reason"] = stop,
        ["stop_sequence"] = null,
        ["usage"] = usage,
    };

    private static JsonObject ToolUse(ScriptedCall call, ScriptedAnswer answer, int index, JsonNode input) => new()
    {
        ["type"] = "tool_use",
        ["id"] = ScriptedContents.IdOf(call, answer, index),
        ["name"] = answer.ToolCalls[index].Name,
        ["input"] = input,
    };

    private static JsonObject UsageOf(ScriptedCall call, ScriptedAnswer answer)
    {
        var usage = ScriptedContents.UsageOf(call, answer);
        return new() { ["input_tokens"] = usage.InputTokenCount, ["output_tokens"] = usage.OutputTokenCount };
    }

    private static string StopOf(ScriptedAnswer answer) =>
        answer.CutShort ? "max_tokens" : answer.Refusal is not null ? "refusal" : answer.ToolCalls.Length > 0 ? "tool_use" : "end_turn";

    private static List<AIContent> ContentsOf(JsonNode? content) => content is JsonArray parts
        ? [.. parts.OfType<JsonObject>().Select(PartOf)]
        : [new TextContent(TextOf(content))];

    private static AIContent PartOf(JsonObject part) => (string?)part["type"] switch
    {
        "tool_use" => new FunctionCallContent((string?)part["id"] ?? "", (string?)part["name"] ?? "", ArgumentsOf(part["input"])),
        "tool_result" => new FunctionResultContent((string?)part["tool_use_id"] ?? "", TextOf(part["content"])),
        _ => new TextContent((string?)part["text"] ?? ""),
    };
}
