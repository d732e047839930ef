using System.Text.Json;
using AgentEscalation.Workspaces;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>What a specialist's model answers at the end of an attempt.</summary>
internal sealed record WorkAnswer(IReadOnlyList<FileEdit> Edits, bool Done, string Notes, string Trigger)
{
    private const int MostEdits = 200;

    public static ChatResponseFormat Format { get; } = ChatResponseFormat.ForJsonSchema(
        AnswerJson.Schema(
            """
            {"type":"object","additionalProperties":false,"required":["edits","done","notes","trigger"],"properties":{
            "edits":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["action","path","old","new"],"properties":{
            "action":{"type":"string","enum":["exchange","write","delete"]},"path":{"type":"string"},
            "old":{"type":"string","description":"exchange: a text that occurs exactly once in the file; else empty"},
            "new":{"type":"string","description":"exchange: what comes in its place; write: the whole content; else empty"}}}},
            "done":{"type":"boolean","description":"whether the task should be done with this"},
            "notes":{"type":"string","description":"what was tried and learned, in a few sentences"},
            "trigger":{"type":["string","null"],"description":"the id of a trigger when this belongs higher up"}}}
            """),
        "attempt");

    public static WorkAnswer? Read(string text, out string fault)
    {
        if (AnswerJson.Find(text, out fault) is not { } json)
        {
            return null;
        }

        var edits = json.List("edits")?.Select(Edit).ToList();
        fault = edits is null || edits.Contains(null) ? "'edits' has to be a list of objects with action (exchange, write or delete), path, old and new"
            : edits.Count > MostEdits ? $"it has more than {MostEdits} edits"
            : json.Text("notes") is null ? "'notes' has to be a text"
            : json.Text("trigger") is null ? "'trigger' has to be a text or null"
            : json.TryGetProperty("done", out var done) && done.ValueKind is not (JsonValueKind.True or JsonValueKind.False) ? "'done' has to be true or false"
            : edits.Count == 0 && !json.TryGetProperty("done", out _) && json.Text("notes")!.Length == 0 ? "it has none of edits, done and notes"
            : "";
        return fault.Length > 0
            ? null
            : new([.. edits!.OfType<FileEdit>()], json.TryGetProperty("done", out var said) && said.GetBoolean(), json.Text("notes")!, json.Text("trigger")!);
    }

    private static FileEdit? Edit(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.Text("path") is { Length: > 0 } path && json.Text("old") is { } old && json.Text("new") is { } @new
            ? json.Text("action") switch
            {
                "exchange" => new FileEdit.Exchange(path, old, @new),
                "write" => new FileEdit.Write(path, @new),
                "delete" => new FileEdit.Delete(path),
                _ => null,
            }
            : null;
}
