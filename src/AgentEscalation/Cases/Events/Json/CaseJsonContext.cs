using System.Text.Json.Serialization;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events.Json;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(CamelCaseEnum<EscalationCause>),
        typeof(CamelCaseEnum<VerdictKind>),
        typeof(CamelCaseEnum<OutcomeKind>),
        typeof(CamelCaseEnum<UnresolvedReason>),
        typeof(CamelCaseEnum<TargetKind>),
        typeof(CamelCaseEnum<OnExpiry>),
        typeof(CamelCaseEnum<Reversibility>),
    ])]
[JsonSerializable(typeof(EventJson))]
internal sealed partial class CaseJsonContext : JsonSerializerContext;
