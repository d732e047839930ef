using System.Text.Json;

namespace AgentEscalation.Samples.Embedding;

/// <summary>Reads the JSON with the parser that the application uses, so that nobody has to take the writer's word.</summary>
internal static class Checker
{
    public static string? ErrorIn(string json)
    {
        try
        {
            using var invoice = JsonDocument.Parse(json);
            return invoice.RootElement.GetProperty("total").GetDecimal() > 0 ? null : "the total is not positive";
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }
}
