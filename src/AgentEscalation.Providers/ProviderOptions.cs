namespace AgentEscalation.Providers;

/// <summary>One provider: the configuration section <see cref="Section"/> with the provider's name behind it. Checked when it is read; a
/// setting that is not one of these is a fault.</summary>
public sealed class ProviderOptions
{
    /// <summary>The configuration section of all providers.</summary>
    public const string Section = "AgentEscalation:Providers";

    /// <summary>What it speaks.</summary>
    /// <value>Required: <c>openai-compatible</c>, <c>ollama</c> or <c>anthropic</c>.</value>
    public ProviderKind Kind { get; set; }

    /// <summary>Where it is, http or https. For <c>openai-compatible</c> everything before <c>/chat/completions</c>, mostly ending in
    /// <c>/v1</c>; for the others without a path.</summary>
    /// <value>OpenAI's and Anthropic's own addresses; for Ollama <c>http://localhost:11434</c>.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's id, as the provider calls it; for Azure OpenAI the deployment's name.</summary>
    /// <value>Required.</value>
    public string Model { get; set; } = "";

    /// <summary>The name of the environment variable, or the configuration key in user secrets, that holds the key. Never the key itself.</summary>
    /// <value><c>OPENAI_API_KEY</c> and <c>ANTHROPIC_API_KEY</c> at those providers' own addresses; elsewhere null: no key is sent.</value>
    public string? KeyFrom { get; set; }

    /// <summary>How often a call is made again after 408, 429, 5xx, a dropped connection, an answer that breaks off or a try that took too long; 0 to 10.</summary>
    /// <value>3.</value>
    public int Retries { get; set; } = 3;

    /// <summary>The first wait before a call is made again, 0 s to 1 min; it doubles each time, with jitter. Retry-After goes before it.</summary>
    /// <value>1 second.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before a call is made again, 0 s to 1 h. When Retry-After asks for more, the call has failed.</summary>
    /// <value>1 minute.</value>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time of one try, 1 s to 1 h. The caller's own limit for the whole call goes before it.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The most bytes of an answer, 1 KiB to 1 GiB; a longer one is a failed call.</summary>
    /// <value>4 MiB.</value>
    public long AnswerBytes { get; set; } = 4 * 1024 * 1024;
}
