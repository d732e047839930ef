using System.Text.Json.Nodes;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Endpoint;

/// <summary>OpenAI's chat completions.</summary>
internal sealed class OpenAIWire : Wire
{
    public static readonly OpenAIWire Instance = new();

    public override WireProtocol Protocol => WireProtocol.OpenAI;

    public override string StreamType => "text/event-stream";

    public override ScriptedCall Read(JsonObject body) => new()
    {
        Model = (string?)body["model"],
        Messages = [.. body["messages"]!.AsArray().OfType<JsonObject>().Select(MessageOf)],
        Tools = [.. (body["tools"] as JsonArray ?? []).Select(tool => (string?)tool?["function"]?["name"] ?? "")],
        IsStreaming = (bool?)body["stream"] ?? false,
        WantsJson = (string?)body["response_format"]?["type"] is "json_object" or "json_schema",
    };

    public override JsonObject Whole(ScriptedCall call, ScriptedAnswer answer)
    {
        var message = new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = answer.Text.Length > 0 ? answer.Text : null,
            ["refusal"] = answer.Refusal,
        };
        if (answer.ToolCalls.Length > 0)
        {
            message["tool_calls"] = ToolCalls(call, answer, indexed: false);
        }

        return Frame(call, "chat.completion", new() { ["index"] = 0, ["message"] = message, ["finish_reason"] = FinishOf(answer) }, UsageOf(call, answer));
    }

    public override IEnumerable<string> Pieces(ScriptedCall call, ScriptedAnswer answer)
    {
        yield return Piece(call, new() { ["role"] = "assistant", ["content"] = "" });
        foreach (var text in TextPieces.Of(answer.Text))
        {
            yield return Piece(call, new() { ["content"] = text });
        }

        if (answer.Refusal is { } refusal)
        {
            yield return Piece(call, new() { ["refusal"] = refusal });
        }

        if (answer.ToolCalls.Length > 0)
        {
            yield return Piece(call, new() { ["tool_calls"] = ToolCalls(call, answer, indexed: true) });
        }

        yield return Piece(call, [], FinishOf(answer));
        var usage = Frame(call, "chat.completion.chunk", null, UsageOf(call, answer));
        yield return $"data: {Text(usage)}\n\n";
        yield return "data: [DONE]\n\n";
    }

    public override JsonObject Error(int status, string message) => new()
    {
        ["error"] = new JsonObject
        {
            ["message"] = message,
            ["type"] = status == 429 ? "rate_limit_exceeded" : status >= 500 ? "server_error" : "invalid_request_error",
            ["code"] = status == 404 ? "model_not_found" : null,
        },
    };

    private static string Piece(ScriptedCall call, JsonObject delta, string? finish = null) =>
        $"data: {Text(Frame(call, "chat.completion.chunk", new() { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }, null))}\n\n";

    private static JsonObject Frame(ScriptedCall call, string kind, JsonObject? choice, JsonObject? usage) => new()
    {
        ["id"] = $"chatcmpl-{call.Number}",
        ["object"] = kind,
        ["created"] = 1_700_000_000,
        ["model"] = call.Model ?? "scripted",
        ["choices"] = choice is null ? [] : new JsonArray(choice),
        ["usage"] = usage,
    };

    private static JsonArray ToolCalls(ScriptedCall call, ScriptedAnswer answer, bool indexed) => new([.. answer.ToolCalls.Select((tool, i) =>
    {
        var json = new JsonObject
        {
            ["id"] = ScriptedContents.IdOf(call, answer, i),
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = tool.Name, ["arguments"] = tool.Arguments },
        };
        if (indexed)
        {
            json["index"] = i;
        }

        return (JsonNode)json;
    })]);

    private static JsonObject UsageOf(ScriptedCall call, ScriptedAnswer answer)
    {
        var usage = ScriptedContents.UsageOf(call, answer);
        return new()
        {
            ["prompt_tokens"] = usage.InputTokenCount, ["completion_tokens"] = usage.OutputTokenCount, ["total_tokens"] = usage.TotalTokenCount,
        };
    }

    private static string FinishOf(ScriptedAnswer answer) =>
        answer.CutShort ? "length" : answer.ToolCalls.Length > 0 ? "tool_calls" : "stop";

    private static ChatMessage MessageOf(JsonObject message)
    {
        var role = RoleOf(message);
        if (role == ChatRole.Tool)
        {
            return new(role, [new FunctionResultContent((string?)message["tool_call_id"] ?? "", TextOf(message["content"]))]);
        }

        List<AIContent> contents = [];
        if (TextOf(message["content"]) is { Length: > 0 } text)
        {
            contents.Add(new TextContent(text));
        }

        foreach (var tool in (message["tool_calls"] as JsonArray ?? []).OfType<JsonObject>())
        {
            contents.Add(new FunctionCallContent(
                (string?)tool["id"] ?? "",
                (string?)tool["function"]?["name"] ?? "",
                ArgumentsOf(Parsed((string?)tool["function"]?["arguments"] ?? "{}"))));
        }

        return new(role, contents);
    }
}
