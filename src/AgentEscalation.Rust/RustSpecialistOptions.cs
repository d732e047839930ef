using AgentEscalation.Rust.Degenerate;
using AgentEscalation.Rust.Patterns;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.TestFailures;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>How <see cref="RustSpecialist"/> repairs.</summary>
public sealed record RustSpecialistOptions
{
    /// <summary>What candidates are compiled for when the task names no verifier of its own.</summary>
    /// <value>Default: <see cref="CargoVerb.Test"/>: test code has to compile too.</value>
    public CargoVerb Verb { get; init; } = CargoVerb.Test;

    /// <summary>Bounds of an attempt; its time is also bounded by what is left of the attempt's.</summary>
    public RepairLimits Limits { get; init; } = new();

    /// <summary>Limits of the tools.</summary>
    public RustToolOptions Tools { get; init; } = new();

    /// <summary>How many candidates are compiled at once, 1 to 64.</summary>
    /// <value>Default: 2.</value>
    public int Lanes { get; init; } = 2;

    /// <summary>The repair patterns of levels 2 and 3.</summary>
    public IReadOnlyList<ICandidates> Patterns { get; init; } = RepairPatterns.All;

    /// <summary>Runs the tools.</summary>
    public ICommandRunner Runner { get; init; } = new ProcessCommandRunner();

    /// <summary>Makes the guard that refuses sham repairs; told whether the task allows tests to be edited.</summary>
    public Func<bool, IRepairGuard?> Guard { get; init; } = mayEditTests => new DegenerateGuard(mayEditTests);

    // The specialist and the options for the user share what was found.
    internal TestRepair Tests { get; init; } = new();

    internal RiskyRepairs Risky { get; init; } = new();
}
