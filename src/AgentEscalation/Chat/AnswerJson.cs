using System.Text;
using System.Text.Json;

namespace AgentEscalation.Chat;

/// <summary>Finds and reads the JSON object of an answer. Models put words or a fence around it; what is inside is taken strictly.</summary>
internal static class AnswerJson
{
    private const int MostDepth = 16;

    /// <summary>The first object of a text.</summary>
    /// <returns>The object; null when there is none that can be read.</returns>
    public static JsonElement? Find(string text, out string fault)
    {
        fault = "it has no JSON object";
        var from = text.IndexOf('{', StringComparison.Ordinal);
        if (from < 0)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text[from..]), new JsonReaderOptions { MaxDepth = MostDepth, AllowTrailingCommas = true });
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            fault = $"its JSON breaks off or is wrong in line {e.LineNumber + 1}";
            return null;
        }
    }

    /// <summary>A text; empty when it is missing or null, null when it is something else.</summary>
    public static string? Text(this JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : null;

    /// <summary>A list; empty when it is missing or null, null when it is something else.</summary>
    public static IReadOnlyList<JsonElement>? List(this JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()]
        : null;

    /// <summary>A list of texts, empty ones left out; null when it is something else.</summary>
    public static IReadOnlyList<string>? Texts(this JsonElement json, string name) =>
        json.List(name) is { } list && list.All(static item => item.ValueKind == JsonValueKind.String)
            ? [.. list.Select(static item => item.GetString()!).Where(static text => !string.IsNullOrWhiteSpace(text))]
            : null;

    public static JsonElement Schema(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
