using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>An answer, or why there is none.</summary>
internal readonly record struct ModelReply(ChatResponse? Response, string? Fault);

/// <summary>An answer as what it was asked for, or why there is none.</summary>
internal readonly record struct ModelReply<T>(T? Value, string? Fault)
    where T : class;
