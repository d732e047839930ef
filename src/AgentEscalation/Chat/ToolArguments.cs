using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>Arguments as a model gave them.</summary>
internal static class ToolArguments
{
    /// <summary>A text; null when it is missing or something else.</summary>
    public static string? Text(this FunctionCallContent call, string name) => Find(call, name) switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
        _ => null,
    };

    /// <summary>A whole number; the usual one when it is missing or something else.</summary>
    public static int Number(this FunctionCallContent call, string name, int usual) => Find(call, name) switch
    {
        int number => number,
        long number => (int)Math.Clamp(number, int.MinValue, int.MaxValue),
        JsonElement { ValueKind: JsonValueKind.Number } json when json.TryGetInt32(out var number) => number,
        _ => usual,
    };

    private static object? Find(FunctionCallContent call, string name) =>
        call.Arguments is { } arguments && arguments.TryGetValue(name, out var value) ? value : null;
}
