using System.Collections.Immutable;
using AgentEscalation.Rust.Diagnostics;

namespace AgentEscalation.Rust.Verifiers;

/// <summary>What the toolchain says of a source. Immutable.</summary>
public sealed record RustCheck
{
    /// <summary>Which of the three it is.</summary>
    public required RustCheckKind Kind { get; init; }

    /// <summary>Whether nothing that counts fails.</summary>
    public bool Passed => Kind == RustCheckKind.Passed;

    /// <summary>Why nothing can be said, with the mend; null unless <see cref="Kind"/> is Unverifiable.</summary>
    public string? Why { get; init; }

    /// <summary>All the compiler said, warnings included.</summary>
    public ImmutableArray<RustDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>The diagnostics that count as failures, those of the earliest phase first.</summary>
    public ImmutableArray<RustDiagnostic> Errors { get; init; } = [];

    /// <summary>The tests that ran, or were ignored; empty when tests were not asked for or the build failed.</summary>
    public ImmutableArray<TestResult> Tests { get; init; } = [];

    /// <summary>Class of the first error of the earliest failing phase; null unless failed.</summary>
    public ErrorClass? Class { get; init; }

    /// <summary>The compiler's code of that error; null when it has none.</summary>
    public string? Code { get; init; }

    /// <summary>How far from passing; lower is better, 0 is a pass. See <see cref="RustRank"/>.</summary>
    public long Rank { get; init; }

    /// <summary>The first error of the earliest failing phase as it was printed; empty unless failed. Untrusted text.</summary>
    public string Error { get; init; } = "";

    /// <summary>The other errors, a line each, at most 100. Untrusted text.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary>Whether a time limit ended the build or the tests.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Time taken.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Tests that passed.</summary>
    public int TestsPassed => Tests.Count(t => t.Outcome == TestOutcome.Passed);

    /// <summary>Tests that failed.</summary>
    public IEnumerable<TestResult> FailingTests => Tests.Where(t => t.Outcome == TestOutcome.Failed);

    /// <summary>Nothing can be said.</summary>
    /// <param name="why">What stopped the toolchain, and the mend.</param>
    /// <returns>The result.</returns>
    public static RustCheck Unverifiable(string why) => new() { Kind = RustCheckKind.Unverifiable, Why = why, Rank = long.MaxValue };
}
