using AgentEscalation.Policies;

namespace AgentEscalation.Chat;

/// <summary>Which client serves which model, what models cost, and how far one attempt may go with them; in code or in the configuration
/// section <see cref="Section"/>. Checked at start.</summary>
public sealed class ModelOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "AgentEscalation:Models";

    /// <summary>What agent files write for "the model that everybody uses".</summary>
    public const string Inherit = "inherit";

    internal static readonly TimeSpan LongestCall = TimeSpan.FromDays(1);
    internal const int MostCalls = 100;
    internal const int LeastAnswer = 256;
    internal const int MostAnswer = 1_000_000;

    /// <summary>The model of agents that say <see cref="Inherit"/> or nothing: a name of <see cref="Tiers"/> or a client's.</summary>
    /// <value>Null: the tier <see cref="Inherit"/>, else the only tier, else the only client.</value>
    public string? Default { get; set; }

    /// <summary>The clients that serve a model, by what agent files call it (<c>haiku</c>, <c>sonnet</c>, <c>opus</c>, <see cref="Inherit"/>
    /// or a full id), in the order in which they are asked: the second when the first fails. A model that is not here is served by the client
    /// of that very name, if there is one.</summary>
    public Dictionary<string, List<string>> Tiers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Another model than the file's for whoever works or answers at a level: a name of <see cref="Tiers"/> or a client's.</summary>
    public Dictionary<Level, string> Levels { get; } = [];

    /// <summary>Prices by client name or model id. Needed only where an envelope limits money.</summary>
    public Dictionary<string, ModelPrice> Prices { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Most model calls of one attempt, 1 to 100; the last one is kept for what was learned.</summary>
    /// <value>16.</value>
    public int CallsPerAttempt { get; set; } = 16;

    /// <summary>Most tokens of one answer, 256 to 1,000,000; what is left of the envelope narrows it.</summary>
    /// <value>8,192.</value>
    public int AnswerTokens { get; set; } = 8192;

    /// <summary>Longest wait for one answer, more than 0 and at most a day. Where another client stands behind, at most half of the attempt's time.</summary>
    /// <value>3 minutes.</value>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMinutes(3);
}
