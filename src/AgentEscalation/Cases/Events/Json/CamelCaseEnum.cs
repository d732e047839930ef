using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentEscalation.Cases.Events.Json;

/// <summary>Enum members by their names in camel case; numbers are refused, since a name says what it means in every version.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
