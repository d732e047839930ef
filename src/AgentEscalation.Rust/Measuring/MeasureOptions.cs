using AgentEscalation.Rust.Degenerate;
using AgentEscalation.Rust.Patterns;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Measuring;

/// <summary>How a corpus is measured.</summary>
public sealed record MeasureOptions
{
    /// <summary>The levels tried, 1 to this; 1 to 3.</summary>
    /// <value>Default: 3.</value>
    public int Levels { get; init; } = 3;

    /// <summary>Cases at once.</summary>
    /// <value>Default: 2.</value>
    public int Parallel { get; init; } = 2;

    /// <summary>Bounds of an attempt.</summary>
    public RepairLimits Limits { get; init; } = new();

    /// <summary>The repair patterns of levels 2 and 3.</summary>
    /// <value>Default: <see cref="RepairPatterns.All"/>.</value>
    public IReadOnlyList<ICandidates> Patterns { get; init; } = RepairPatterns.All;

    /// <summary>Refuses what is no repair, during the search and when scoring; null refuses nothing.</summary>
    /// <value>Default: <see cref="DegenerateGuard"/>.</value>
    public IRepairGuard? Guard { get; init; } = new DegenerateGuard();

    /// <summary>Whether <c>cargo fix --broken-code</c> is run on every case too.</summary>
    /// <value>Default: true.</value>
    public bool Baseline { get; init; } = true;

    /// <summary>The longest that the hidden tests of a case may run.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan TestTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
