using System.Text.Json.Serialization;

namespace AgentEscalation.Rust.Measuring;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CorpusCase))]
[JsonSerializable(typeof(CaseResult))]
internal sealed partial class MeasuringJsonContext : JsonSerializerContext;
