using System.ComponentModel.DataAnnotations;

namespace AgentEscalation.Routing;

/// <summary>What a host sets, in code or in the configuration section <see cref="Section"/>. Checked at start.</summary>
public sealed class AgentEscalationOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "AgentEscalation";

    internal const int DefaultConcurrency = 100;

    /// <summary>How many cases of one agent climb at once, 1 to 100,000.</summary>
    /// <value>100.</value>
    [Range(1, 100_000)]
    public int Concurrency { get; set; } = DefaultConcurrency;

    /// <summary>Other limits than <see cref="Concurrency"/>, by agent; 1 or more each.</summary>
    public Dictionary<string, int> ConcurrencyByAgent { get; } = new(StringComparer.Ordinal);

    /// <summary>How long a run waits for its decision desk before it returns Waiting; 0 or more.</summary>
    /// <value>Null: without a limit for the console desk, else not at all.</value>
    public TimeSpan? DecisionWait { get; set; }

    /// <summary>How often a host looks for decision cards whose time is over, more than 0. Between two looks such a card waits; an answer to it is
    /// refused all the same.</summary>
    /// <value>1 minute.</value>
    public TimeSpan CardExpiryInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many resolutions the memory keeps, 1 to 1,000,000.</summary>
    /// <value>1,000.</value>
    [Range(1, 1_000_000)]
    public int Resolutions { get; set; } = 1000;

    /// <summary>How many closed cases the journal in memory keeps, 0 to 1,000,000.</summary>
    /// <value>1,000.</value>
    [Range(0, 1_000_000)]
    public int ClosedCases { get; set; } = 1000;

    /// <summary>Whether spans carry errors and answers. They may hold source code.</summary>
    /// <value>False.</value>
    public bool CaptureContent { get; set; }

    /// <summary>Folders with agent files, the nearest first.</summary>
    public List<string> Agents { get; } = [];

    /// <summary>Folders by name: a task's workspace may be the name.</summary>
    public Dictionary<string, WorkspaceEntry> Workspaces { get; } = new(StringComparer.Ordinal);
}
