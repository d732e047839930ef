using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentEscalation.Testing.Scripting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Endpoint;

/// <summary>A protocol: how a call is read, and how an answer and an error are written.</summary>
internal abstract class Wire
{
    protected static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public abstract WireProtocol Protocol { get; }

    /// <summary>The content type of an answer in pieces.</summary>
    public abstract string StreamType { get; }

    public abstract ScriptedCall Read(JsonObject body);

    /// <summary>The answer as one document.</summary>
    public abstract JsonObject Whole(ScriptedCall call, ScriptedAnswer answer);

    /// <summary>The answer in pieces, each complete with what separates it from the next.</summary>
    public abstract IEnumerable<string> Pieces(ScriptedCall call, ScriptedAnswer answer);

    public abstract JsonObject Error(int status, string message);

    public static Task JsonAsync(HttpContext context, JsonObject json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json.ToJsonString(Compact)), context.RequestAborted).AsTask();
    }

    protected static string Text(JsonNode json) => json.ToJsonString(Compact);

    /// <summary>Text that is a string or a list of parts with texts.</summary>
    protected static string TextOf(JsonNode? content) => content switch
    {
        JsonValue value => value.GetValue<string>(),
        JsonArray parts => string.Join('\n', parts.OfType<JsonObject>().Select(part => (string?)part["text"]).Where(text => text is not null)),
        _ => "",
    };

    protected static JsonNode Parsed(string arguments)
    {
        try
        {
            return JsonNode.Parse(arguments) ?? new JsonObject();
        }
        catch (JsonException)
        {
            return JsonValue.Create(arguments);
        }
    }

    protected static Dictionary<string, object?> ArgumentsOf(JsonNode? arguments) =>
        arguments is JsonObject json ? json.ToDictionary(pair => pair.Key, pair => (object?)pair.Value?.DeepClone()) : [];

    protected static ChatRole RoleOf(JsonObject message) => (string?)message["role"] switch
    {
        "system" or "developer" => ChatRole.System,
        "assistant" => ChatRole.Assistant,
        "tool" => ChatRole.Tool,
        _ => ChatRole.User,
    };
}
