using System.Text;
using System.Text.Json;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>Parameters as a model sees them: typed, described, and where only certain names exist, with these names.</summary>
internal static class Parameter
{
    public static KernelParameterMetadata Text(string name, string description) => Of(name, description, required: true, null);

    public static KernelParameterMetadata Optional(string name, string description) => Of(name, description, required: false, null);

    public static KernelParameterMetadata OneOf(string name, string description, IReadOnlyCollection<string> names, bool required = true) =>
        Of(name, description, required, names);

    private static KernelParameterMetadata Of(string name, string description, bool required, IReadOnlyCollection<string>? names) => new(name)
    {
        Description = description,
        IsRequired = required,
        ParameterType = typeof(string),
        DefaultValue = null,
        Schema = Schema(description, names),
    };

    private static KernelJsonSchema Schema(string description, IReadOnlyCollection<string>? names)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "string");
            writer.WriteString("description", description);
            if (names is { Count: > 0 })
            {
                writer.WriteStartArray("enum");
                foreach (var allowed in names)
                {
                    writer.WriteStringValue(allowed);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return KernelJsonSchema.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
