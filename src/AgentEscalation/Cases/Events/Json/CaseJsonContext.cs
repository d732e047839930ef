using System.Text.Json.Serialization;

namespace AgentEscalation.Cases.Events.Json;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(EventJson))]
internal sealed partial class CaseJsonContext : JsonSerializerContext;
