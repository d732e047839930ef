using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>Tells errors that are returned from results by their structure. Words are not looked at: a log that begins with "Error" is a
/// result.</summary>
internal static class ErrorResult
{
    private const int MostJson = 1_048_576;

    public static string? In(FunctionResult result) => result.GetValue<object>() switch
    {
        Exception e => FunctionFailure.Describe(e),
        ErrorContent content => content.Message,
        JsonElement element => In(element),
        JsonNode node => In(JsonSerializer.SerializeToElement(node)),
        string text => In(text),
        _ => null,
    };

    private static string? In(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.Length is 0 or > MostJson || start[0] != '{' || !start.Contains("rror\"", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return In(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? In(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (element.TryGetProperty("isError", out var isError))
        {
            return isError.ValueKind == JsonValueKind.True ? element.GetRawText() : null;
        }

        return element.TryGetProperty("error", out var error)
            && error.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.True or JsonValueKind.Array
            ? error.ValueKind == JsonValueKind.String ? error.GetString() : element.GetRawText()
            : null;
    }
}
