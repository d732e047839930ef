using System.Text.Json;
using AgentEscalation.Cases;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>The arguments that guidance puts in place of others, checked: only named ones, only what their schema allows, all or none.</summary>
internal sealed record ArgumentChanges(IReadOnlyDictionary<string, object?> Values, string? Fault)
{
    private static readonly ArgumentChanges None = new(new Dictionary<string, object?>(), null);

    public bool IsEmpty => Values.Count == 0;

    public static ArgumentChanges Of(Guidance? guidance, KernelFunction function, IReadOnlySet<string> changeable)
    {
        if (guidance is null || guidance.Steps.IsDefaultOrEmpty)
        {
            return None;
        }

        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (var step in guidance.Steps)
        {
            if (!string.Equals(step.Kind, GuidanceSteps.Arguments, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            foreach (var (name, text) in step.Arguments)
            {
                var parameter = function.Metadata.Parameters.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
                if (Faulty(name, parameter, changeable) is { } fault)
                {
                    return new(None.Values, fault);
                }

                if (!TryRead(parameter!, text, out var value, out var wrong))
                {
                    return new(None.Values, $"The advice gives '{parameter!.Name}' a value that does not fit: {wrong}.");
                }

                values[parameter!.Name] = value;
            }
        }

        return values.Count == 0 ? None : new(values, null);
    }

    public KernelArguments ApplyTo(KernelArguments arguments)
    {
        var changed = new KernelArguments(arguments, arguments.ExecutionSettings?.ToDictionary(setting => setting.Key, setting => setting.Value));
        foreach (var (name, value) in Values)
        {
            changed[name] = value;
        }

        return changed;
    }

    private static string? Faulty(string name, KernelParameterMetadata? parameter, IReadOnlySet<string> changeable) =>
        parameter is null ? $"The advice names an argument '{Json.Bounded(name, 80)}', which the function does not have."
        : !changeable.Contains(parameter.Name) ? $"The advice would replace '{parameter.Name}', which may not change."
        : null;

    /// <summary>Text where text is asked for, else JSON.</summary>
    private static bool TryRead(KernelParameterMetadata parameter, string text, out object? value, out string? wrong)
    {
        value = null;
        var schema = parameter.Schema?.RootElement;
        if (TakesText(parameter, schema))
        {
            value = text;
            wrong = schema is { } words ? ArgumentSchema.Fault(words, JsonSerializer.SerializeToElement(text)) : null;
            return wrong is null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var element = document.RootElement.Clone();
            wrong = schema is { } rules ? ArgumentSchema.Fault(rules, element) : null;
            value = element.ValueKind == JsonValueKind.Null ? null : element;
            return wrong is null;
        }
        catch (JsonException)
        {
            wrong = "it is no JSON";
            return false;
        }
    }

    private static bool TakesText(KernelParameterMetadata parameter, JsonElement? schema) =>
        parameter.ParameterType is { } type && type != typeof(object)
            ? type == typeof(string)
            : schema is not { ValueKind: JsonValueKind.Object } known || !known.TryGetProperty("type", out var declared)
                || (declared.ValueKind == JsonValueKind.String && declared.GetString() == "string");
}
