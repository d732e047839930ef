using System.Text.Json;
using System.Text.Json.Nodes;
using AgentEscalation.Cases.Text;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Cassettes;

/// <summary>One call of a cassette: <c>request</c> is what was asked, <c>response</c> what came.</summary>
internal static class CassetteLine
{
    private static readonly JsonSerializerOptions Options = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    public static string Of(IEnumerable<ChatMessage> messages, ChatOptions? options, ChatResponse response) => new JsonObject
    {
        ["request"] = Request(messages, options),
        ["response"] = Clean(JsonSerializer.SerializeToNode(response, Options)),
    }.ToJsonString(Options);

    /// <summary>What two calls have in common that are the same call.</summary>
    public static JsonObject Request(IEnumerable<ChatMessage> messages, ChatOptions? options) => new()
    {
        ["instructions"] = Clean(options?.Instructions),
        ["tools"] = new JsonArray([.. (options?.Tools ?? []).Select(tool => (JsonNode)tool.Name)]),
        ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject
        {
            ["role"] = message.Role.Value,
            ["contents"] = Clean(JsonSerializer.SerializeToNode(message.Contents, Options)),
        })]),
    };

    public static (string Request, ChatResponse Response) Read(string line)
    {
        var json = JsonNode.Parse(line)!;
        return (json["request"]!.ToJsonString(Options), json["response"].Deserialize<ChatResponse>(Options)!);
    }

    public static string Key(IEnumerable<ChatMessage> messages, ChatOptions? options) =>
        JsonNode.Parse(Request(messages, options).ToJsonString(Options))!.ToJsonString(Options);

    /// <summary>Each text by itself: a secret taken out of the whole could take the JSON's own signs along.</summary>
    private static JsonNode? Clean(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                return new JsonObject(json.Select(pair => KeyValuePair.Create(pair.Key, Clean(pair.Value))));
            case JsonArray array:
                return new JsonArray([.. array.Select(Clean)]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return JsonValue.Create(Redactor.Redact(text));
            default:
                return node?.DeepClone();
        }
    }

    private static JsonValue? Clean(string? text) => text is null ? null : JsonValue.Create(Redactor.Redact(text));
}
