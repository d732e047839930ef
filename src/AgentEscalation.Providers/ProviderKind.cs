namespace AgentEscalation.Providers;

/// <summary>The protocols that providers speak.</summary>
public enum ProviderKind
{
    /// <summary>OpenAI's chat completions: <c>openai-compatible</c>. OpenAI, Azure OpenAI, vLLM, LM Studio, llama.cpp's server and many others.</summary>
    OpenAICompatible = 0,

    /// <summary>Ollama's chat: <c>ollama</c>.</summary>
    Ollama,

    /// <summary>Anthropic's messages: <c>anthropic</c>.</summary>
    Anthropic,
}
