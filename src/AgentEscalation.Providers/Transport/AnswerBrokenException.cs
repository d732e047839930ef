namespace AgentEscalation.Providers.Transport;

/// <summary>An answer that broke off or is no JSON: the next try may bring a whole one.</summary>
internal sealed class AnswerBrokenException(string message) : Exception(message);
