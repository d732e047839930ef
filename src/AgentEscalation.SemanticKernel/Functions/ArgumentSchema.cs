using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>Holds a value against a parameter's JSON schema: types, enum, const, bounds, pattern, items and properties, which is what kernels
/// make of parameter types. A keyword outside these says nothing; the function's own conversion still has the last word.</summary>
internal static class ArgumentSchema
{
    private const int Deepest = 16;

    private static readonly TimeSpan MostMatching = TimeSpan.FromMilliseconds(100);

    /// <summary>What is wrong with a value; null when it fits.</summary>
    public static string? Fault(JsonElement schema, JsonElement value) => Fault(schema, value, "the value", 0);

    private static string? Fault(JsonElement schema, JsonElement value, string where, int depth)
    {
        if (schema.ValueKind == JsonValueKind.False)
        {
            return $"{where} is not allowed";
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return depth > Deepest ? $"{where} lies too deep"
            : TypeFault(schema, value, where)
            ?? ChoiceFault(schema, value, where)
            ?? value.ValueKind switch
            {
                JsonValueKind.Number => NumberFault(schema, value, where),
                JsonValueKind.String => TextFault(schema, value, where),
                JsonValueKind.Array => ArrayFault(schema, value, where, depth),
                JsonValueKind.Object => ObjectFault(schema, value, where, depth),
                _ => null,
            };
    }

    private static string? TypeFault(JsonElement schema, JsonElement value, string where)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return null;
        }

        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()).ToList() : [type.GetString()];
        return types.Any(one => Is(one, value)) ? null : $"{where} is {Name(value)}, not {string.Join(" or ", types)}";
    }

    private static bool Is(string? type, JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number == decimal.Truncate(number),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => true,
    };

    private static string? ChoiceFault(JsonElement schema, JsonElement value, string where)
    {
        if (schema.TryGetProperty("enum", out var allowed) && allowed.ValueKind == JsonValueKind.Array
            && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
        {
            return $"{where} is none of {allowed.GetRawText()}";
        }

        return schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value) ? $"{where} is not {only.GetRawText()}" : null;
    }

    private static string? NumberFault(JsonElement schema, JsonElement value, string where)
    {
        var number = value.GetDouble();
        return Number(schema, "minimum") is { } least && number < least ? $"{where} is below {least.ToString(CultureInfo.InvariantCulture)}"
            : Number(schema, "maximum") is { } most && number > most ? $"{where} is above {most.ToString(CultureInfo.InvariantCulture)}"
            : Number(schema, "exclusiveMinimum") is { } above && number <= above ? $"{where} is not above {above.ToString(CultureInfo.InvariantCulture)}"
            : Number(schema, "exclusiveMaximum") is { } below && number >= below ? $"{where} is not below {below.ToString(CultureInfo.InvariantCulture)}"
            : null;
    }

    private static string? TextFault(JsonElement schema, JsonElement value, string where)
    {
        var text = value.GetString()!;
        if (Number(schema, "minLength") is { } least && text.Length < least)
        {
            return $"{where} is shorter than {least}";
        }

        if (Number(schema, "maxLength") is { } most && text.Length > most)
        {
            return $"{where} is longer than {most}";
        }

        if (!schema.TryGetProperty("pattern", out var pattern) || pattern.GetString() is not { } expression)
        {
            return null;
        }

        try
        {
            return Regex.IsMatch(text, expression, RegexOptions.CultureInvariant, MostMatching) ? null : $"{where} does not match {expression}";
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return $"{where} cannot be held against {expression}";
        }
    }

    private static string? ArrayFault(JsonElement schema, JsonElement value, string where, int depth)
    {
        var length = value.GetArrayLength();
        if (Number(schema, "minItems") is { } least && length < least)
        {
            return $"{where} has fewer than {least} items";
        }

        if (Number(schema, "maxItems") is { } most && length > most)
        {
            return $"{where} has more than {most} items";
        }

        return schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().Select((item, at) => Fault(items, item, $"{where}[{at}]", depth + 1)).FirstOrDefault(fault => fault is not null)
            : null;
    }

    private static string? ObjectFault(JsonElement schema, JsonElement value, string where, int depth)
    {
        if (schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
        {
            foreach (var name in required.EnumerateArray())
            {
                if (name.GetString() is { } needed && !value.TryGetProperty(needed, out _))
                {
                    return $"{where} has no '{needed}'";
                }
            }
        }

        var known = schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        var others = schema.TryGetProperty("additionalProperties", out var additional);
        foreach (var property in value.EnumerateObject())
        {
            var fault = known && properties.TryGetProperty(property.Name, out var own) ? Fault(own, property.Value, $"{where}.{property.Name}", depth + 1)
                : others ? Fault(additional, property.Value, $"{where}.{property.Name}", depth + 1)
                : null;
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static double? Number(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        _ => "null",
    };
}
