namespace AgentEscalation.Testing.Endpoint;

/// <summary>What the scripted endpoint speaks.</summary>
public enum WireProtocol
{
    /// <summary>Something else: a listing of models, or an address that does not exist.</summary>
    None = 0,

    /// <summary>OpenAI's chat completions, as Azure OpenAI, vLLM, LM Studio and llama.cpp have them too.</summary>
    OpenAI,

    /// <summary>Ollama's chat.</summary>
    Ollama,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,
}
