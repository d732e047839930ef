using System.Text.Json.Serialization;
using AgentEscalation.AspNetCore.Answers;
using AgentEscalation.AspNetCore.Cases;
using AgentEscalation.AspNetCore.Webhooks;

namespace AgentEscalation.AspNetCore;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(AnswerDocument))]
[JsonSerializable(typeof(TakenDocument))]
[JsonSerializable(typeof(CardDocument))]
[JsonSerializable(typeof(InboxDocument))]
[JsonSerializable(typeof(CasesDocument))]
[JsonSerializable(typeof(CaseDocument))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(WebhookDocument))]
internal sealed partial class WebJson : JsonSerializerContext;
